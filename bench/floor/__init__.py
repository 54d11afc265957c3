"""The floor: what the least Django page costs here. Fixed; a change needs an ADR, or figures stop being comparable."""
