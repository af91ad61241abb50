package png

import (
	"fmt"
	"strconv"
	"unicode"

	"github.com/go-text/typesetting/bidi"
	"github.com/go-text/typesetting/shaping"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/internal/font"
	"github.com/topodraw/topodraw/render/internal/scene"
)

// texts turns lines of text into glyphs. Fonts are loaded when they are first
// needed. It belongs to one goroutine.
type texts struct {
	folders   []string
	warn      func(graph.Diagnostic)
	faces     [2]*face      // the embedded ones, regular and bold
	measures  [2]*font.Face // what the layout measured with
	fonts     *systemFonts
	shaper    shaping.HarfbuzzShaper
	paragraph bidi.Paragraph
	told      map[string]bool // the scripts that warn was told of
}

func newTexts(folders []string, warn func(graph.Diagnostic)) *texts {
	return &texts{folders: folders, warn: warn, told: make(map[string]bool)}
}

func index(bold bool) int {
	if bold {
		return 1
	}
	return 0
}

func (t *texts) embeddedFace(bold bool) (*face, error) {
	f := &t.faces[index(bold)]
	var err error
	if *f == nil {
		*f, err = embedded(bold)
	}
	return *f, err
}

// measure returns the width that the layout has given to a text, in em.
func (t *texts) measure(text []rune, bold bool) (float64, error) {
	f := &t.measures[index(bold)]
	if *f == nil {
		load := font.Regular
		if bold {
			load = font.Bold
		}
		var err error
		if *f, err = load(); err != nil {
			return 0, err
		}
	}
	return (*f).Width(string(text), 1), nil
}

func (t *texts) system() *systemFonts {
	if t.fonts == nil {
		t.fonts = findFonts(t.folders)
	}
	return t.fonts
}

// line returns the runs of a line from left to right.
func (t *texts) line(line string, bold bool) ([]run, error) {
	var runs []run
	for _, whole := range t.levels(printable(line)) {
		parts, err := t.split(whole, bold)
		if err != nil {
			return nil, err
		}
		runs = append(runs, parts...)
	}
	visualOrder(runs)
	for i := range runs {
		r := &runs[i]
		if r.face != nil && !t.shape(r) {
			t.system().drop(r.face)
			r.face = nil
		}
		if err := t.fit(r, bold); err != nil {
			return nil, err
		}
	}
	return runs, nil
}

// fit makes a run in another font than the embedded one as wide as the layout
// took it to be, if it is wider.
func (t *texts) fit(r *run, bold bool) error {
	if r.face != nil && !r.face.system {
		return nil
	}
	room, err := t.measure(r.text, bold)
	if err != nil {
		return err
	}
	if r.face != nil && r.width > room {
		r.scale = room / r.width
	}
	if r.face == nil || r.width > room {
		r.width = room
	}
	return nil
}

func (p *painter) text(it scene.Item, s scene.Text) error {
	color := colorOf(s.Color, p.opt.Dark)
	size := s.Size * p.opt.Scale
	if color.A == 0 || !(size > 0 && size <= far) {
		return nil
	}
	for i, line := range s.Lines {
		at := pt(float64(s.X*p.opt.Scale), float64((s.Y+float64(float64(i)*s.LineHeight))*p.opt.Scale))
		if !(max(at.X, -at.X) <= far && max(at.Y, -at.Y) <= far) {
			continue
		}
		runs, err := p.texts.line(line, s.Bold)
		if err != nil {
			return err
		}
		width := 0.0
		for _, r := range runs {
			width += float64(r.width * size)
			if r.face == nil {
				p.texts.tell(r.text, it)
			}
		}
		if s.Centered {
			at.X -= float64(width / 2)
		}
		p.line(runs, at, width, size, color)
	}
	return nil
}

// line draws runs from a point of the baseline on.
func (p *painter) line(runs []run, at point, width, size float64, color graph.Color) {
	r := &p.canvas.raster
	clip := p.canvas.clipTo(pt(at.X-size, at.Y-2*size), pt(at.X+width+size, at.Y+size))
	r.reset(clip)
	if clip.Empty() {
		return
	}
	for _, run := range runs {
		if run.face == nil {
			p.boxes(run, at, size)
		} else {
			p.glyphs(run, at, size)
		}
		at.X += float64(run.width * size)
	}
	p.canvas.fill(color)
}

// glyphs puts the outlines of a run into the raster, and draws those glyphs
// that are pictures.
func (p *painter) glyphs(r run, at point, size float64) {
	size *= r.scale
	unit := size / r.face.unitsPerEm
	for _, g := range r.glyphs {
		origin := pt(at.X+float64(g.dx*size), at.Y-float64(g.dy*size))
		at.X += float64(g.advance * size)
		if b, isBitmap := r.face.bitmap(g.id); isBitmap {
			p.picture(b, origin, unit)
		} else {
			r.face.trace(&p.canvas.raster, g.id, origin, unit)
		}
	}
}

// boxes puts a hollow box for each character into the raster.
func (p *painter) boxes(r run, at point, size float64) {
	shown := 0
	for _, c := range r.text {
		if takesRoom(c) {
			shown++
		}
	}
	if shown == 0 {
		return
	}
	step := r.width * size / float64(shown)
	s := stroker{raster: &p.canvas.raster, half: size / 28}
	for i := range shown {
		left := at.X + float64(step*(float64(i)+0.15))
		right := at.X + float64(step*(float64(i)+0.85))
		top := at.Y - float64(size*0.69) // the height of capitals
		s.stroke(polyline{[]point{{X: left, Y: top}, {X: right, Y: top}, {X: right, Y: at.Y}, {X: left, Y: at.Y}}, true})
	}
}

// tell warns of the first character of each script that there is no font for.
func (t *texts) tell(text []rune, it scene.Item) {
	if t.warn == nil {
		return
	}
	script := ""
	for _, r := range text {
		if !takesRoom(r) {
			continue
		}
		if script = scriptOf(r, script); !t.told[script] {
			t.told[script] = true
			t.warn(graph.Diagnostic{
				Message: fmt.Sprintf("no font here has %U “%c” of %s: a box stands for it", r, r, nameOf(it)),
				Hint:    "install a font for " + script,
			})
		}
	}
}

// symbols is what characters are that belong to no script.
const symbols = "symbols and emoji"

// scriptOf returns the name of the script that a character belongs to. A letter
// or a digit that several scripts share is of the script before it.
func scriptOf(r rune, before string) string {
	for name, table := range unicode.Scripts {
		if name != "Common" && name != "Inherited" && unicode.Is(table, r) {
			return name
		}
	}
	if before == "" || unicode.In(r, unicode.S) {
		return symbols
	}
	return before
}

// nameOf says what an item is, for a message.
func nameOf(it scene.Item) string {
	value := func(name string) string {
		for _, d := range it.Data {
			if d.Name == name {
				return strconv.Quote(d.Value)
			}
		}
		return `""`
	}
	switch it.Role {
	case scene.EdgeRole:
		return "the edge from " + value("from") + " to " + value("to")
	case scene.TitleRole:
		return "group " + value("group")
	case scene.GroupRole:
		return "group " + value("id")
	}
	return "node " + value("id")
}
