package manifest

import "github.com/topodraw/topodraw/graph"

// Has reports whether the object has a value at a path, an empty one included.
// It knows of those that [Object.At] knows the places of.
func (o *Object) Has(path ...any) bool {
	_, ok := o.places.find(path)
	return ok
}

// LineAt returns the place of a line, from 0, of the text at a path. Only the
// lines of a literal block scalar ("|") are lines of the file too: of any other
// text it is the place of the whole.
func (o *Object) LineAt(line int, path ...any) graph.Pos {
	pos := o.At(path...)
	if p, ok := o.places.find(path); ok && p.literal {
		pos.Line += 1 + line
		pos.Col = 1
	}
	return pos
}

// LineSource returns the place of a line of a text as a drawing names it.
func (o *Object) LineSource(line int, path ...any) string {
	return o.file.source(o.LineAt(line, path...).Line)
}
