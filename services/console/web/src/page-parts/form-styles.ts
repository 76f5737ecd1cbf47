// The styles of the parts of the kit that the forms of a draft alone are made of.
import '@mantine/core/styles/Checkbox.css';
import '@mantine/core/styles/Fieldset.css';
