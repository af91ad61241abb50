package dot

// setting is an attribute with its value, and where it was set.
type setting struct {
	key   string
	value value
	at    int
}

// table is attributes in the order they were first set. The zero table is
// empty.
type table struct {
	list  []setting
	index map[string]int // of many attributes, where they are in the list
}

// few is up to how many attributes are searched one by one.
const few = 12

func (t *table) find(key string) int {
	if t.index != nil {
		if i, ok := t.index[key]; ok {
			return i
		}
		return -1
	}
	for i := range t.list {
		if t.list[i].key == key {
			return i
		}
	}
	return -1
}

// get returns an attribute, and whether it was set at all.
func (t *table) get(key string) (setting, bool) {
	if i := t.find(key); i >= 0 {
		return t.list[i], true
	}
	return setting{}, false
}

// set changes an attribute or appends it.
func (t *table) set(s setting) {
	if i := t.find(s.key); i >= 0 {
		t.list[i] = s
		return
	}
	t.list = append(t.list, s)
	switch {
	case t.index != nil:
		t.index[s.key] = len(t.list) - 1
	case len(t.list) > few:
		t.index = make(map[string]int, 2*len(t.list))
		for i, have := range t.list {
			t.index[have.key] = i
		}
	}
}

// clone returns a copy that can be changed.
func (t *table) clone() *table {
	c := &table{list: append([]setting(nil), t.list...)}
	if t.index != nil {
		c.index = make(map[string]int, len(t.index))
		for i, have := range c.list {
			c.index[have.key] = i
		}
	}
	return c
}

// scope is the defaults that hold at a place. Elements keep the table that was
// theirs when they were made, so that it is copied before it is changed.
type scope struct {
	table  *table
	shared bool
	own    table // what was set in this subgraph, for when it is opened again
}

// share returns the table for others to keep.
func (s *scope) share() *table {
	s.shared = true
	return s.table
}

// inherit makes the table one with what is set here laid over another, and
// returns how many attributes it had to copy.
func (s *scope) inherit(from *scope) int {
	s.table, s.shared = from.share(), true
	copied := 0
	for _, have := range s.own.list {
		copied += s.put(have)
	}
	return copied
}

// set changes a default and returns how many attributes it had to copy.
func (s *scope) set(st setting) int {
	s.own.set(st)
	return s.put(st)
}

func (s *scope) put(st setting) int {
	copied := 1
	if s.shared {
		copied += len(s.table.list)
		s.table, s.shared = s.table.clone(), false
	}
	s.table.set(st)
	return copied
}
