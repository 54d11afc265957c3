// The fields of a form that saves itself: their values by name, and what two sets of values say to a person.
export class Fields {
  constructor(form, names) {
    this.form = form;
    this.names = names;
  }

  // asSent: as the page came, not as the browser filled it in again after a reload.
  read({ asSent = false } = {}) {
    const values = {};
    for (const name of this.names) {
      const field = this.form.elements[name];
      if (field instanceof RadioNodeList) values[name] = asSent ? ([...field].find((one) => one.defaultChecked)?.value ?? "") : field.value;
      else if (field.type === "checkbox") values[name] = asSent ? field.defaultChecked : field.checked;
      else values[name] = (asSent ? field.defaultValue : field.value).replace(/\r\n?/g, "\n");
    }
    return values;
  }

  write(values) {
    for (const name of this.names) {
      const field = this.form.elements[name];
      if (values[name] === undefined) continue;
      if (field instanceof RadioNodeList) for (const one of field) one.checked = one.value === values[name];
      else if (field.type === "checkbox") field.checked = Boolean(values[name]);
      else if (field.value !== values[name]) field.value = values[name];
    }
  }

  same(a, b) {
    return this.names.every((name) => a[name] === b[name]);
  }

  differing(mine, theirs) {
    return this.names.filter((name) => mine[name] !== theirs[name]);
  }

  shown(name, value) {
    if (typeof value === "boolean") return value ? "☑" : "☐";
    const label = this.names.length > 2 ? this.form.querySelector(`label[for="id_${name}"], #div_id_${name} legend`)?.textContent.trim() : "";
    const radio = this.form.querySelector(`input[type=radio][name="${name}"][value="${CSS.escape(value)}"]`);
    const text = radio ? radio.labels[0].textContent.trim() : value || "–";
    return label ? `${label.replace(/\*$/, "").trim()}: ${text}` : text;
  }

  join(mine, theirs) {
    const joined = { ...mine };
    for (const name of this.differing(mine, theirs)) {
      const field = this.form.elements[name];
      if (!(field instanceof HTMLTextAreaElement)) continue;
      if (mine[name].includes(theirs[name])) continue;
      joined[name] = theirs[name].includes(mine[name]) ? theirs[name] : `${theirs[name]}\n\n${mine[name]}`;
    }
    return joined;
  }
}
