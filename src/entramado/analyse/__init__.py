"""What the shape of a map tells: functions over numbered nodes and arrays of links, without a case, a viewer or a screen."""
