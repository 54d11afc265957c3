from etiquette.models.page import Occasion, Page
from etiquette.models.revision import Bilingual, Revision

__all__ = ["Bilingual", "Occasion", "Page", "Revision"]
