"""HTML, XML and JSON as text: the only modules that know how markup is escaped."""
