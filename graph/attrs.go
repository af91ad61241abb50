package graph

// Attr is a free attribute.
type Attr struct{ Key, Value string }

// Attrs are free attributes in the order they were set. Themes and layouts do
// not look at them; formats that can hold them carry them along.
type Attrs []Attr

// Get returns the value of a key, and whether it is set.
func (a Attrs) Get(key string) (string, bool) {
	for _, at := range a {
		if at.Key == key {
			return at.Value, true
		}
	}
	return "", false
}

// Set changes the value of a key, or appends it. It takes time in proportion
// to the number of attributes.
func (a *Attrs) Set(key, value string) {
	for i := range *a {
		if (*a)[i].Key == key {
			(*a)[i].Value = value
			return
		}
	}
	*a = append(*a, Attr{key, value})
}
