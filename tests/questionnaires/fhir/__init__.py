"""What FHIR we take in and give out, file by file and rule by rule."""
