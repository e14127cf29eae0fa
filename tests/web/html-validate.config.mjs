// The recommended rules; left out is only what no reader or program could trip over.
export default {
  extends: ["html-validate:recommended"],
  rules: {
    // Razor writes selected="selected"
    "attribute-boolean-style": "off",
    // a title says the answer, as the heading does; search engines cut it themselves
    "long-title": "off",
    // who is compared travels in several hidden fields of one name
    "form-dup-name": "off",
    // white space in the source of a page is nobody's business
    "no-trailing-whitespace": "off",
  },
};
