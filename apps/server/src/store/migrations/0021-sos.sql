-- Whether the desktop module leaves the SOS button on the desktop, and what stands under it [M5].
ALTER TABLE modules ADD COLUMN sos_on boolean NOT NULL DEFAULT true;
ALTER TABLE modules ADD COLUMN sos_label text NOT NULL DEFAULT '';
