"""Words as they are typed -> (command, values). A door understands; it answers nothing."""
