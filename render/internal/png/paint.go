package png

import (
	"image"
	"math"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/internal/scene"
)

// painter draws the items of a scene.
type painter struct {
	opt        Options
	scene      *scene.Scene
	canvas     *canvas
	texts      *texts
	background graph.Color
}

func (p *painter) item(it scene.Item) error {
	for _, prim := range it.Prims {
		switch prim := prim.(type) {
		case scene.Shape:
			p.shape(it.Role, prim)
		case scene.Text:
			if err := p.text(it, prim); err != nil {
				return err
			}
		}
	}
	return nil
}

// maxHalf is half of the width, in px, that a wider line is drawn with.
const maxHalf = 512

func (p *painter) shape(role scene.Role, s scene.Shape) {
	stroke, half := colorOf(s.Stroke, p.opt.Dark), s.StrokeWidth*p.opt.Scale/2
	if !(half > 0) {
		stroke, half = graph.Color{}, 0
	}
	half = min(half, maxHalf)
	lines := flatten(s.Path, p.opt.Scale, half)
	if fill := colorOf(s.Fill, p.opt.Dark); fill.A > 0 {
		p.trace(lines)
		if p.hides(role, s.Fill) {
			p.canvas.replace(p.background)
		} else {
			p.canvas.fill(fill)
		}
	}
	if stroke.A > 0 {
		p.traceStroke(lines, half, s)
		p.canvas.fill(stroke)
	}
}

// hides reports whether a shape is there to hide the lines behind a label, a
// title or a hollow head. What hides them is then the picture's background,
// which may be another than the scene's, or none.
func (p *painter) hides(role scene.Role, fill scene.Paint) bool {
	return p.opt.Background != "" && fill == p.scene.Background && (role == scene.EdgeRole || role == scene.TitleRole)
}

// trace puts the inside of lines, each of them closed, into the raster.
func (p *painter) trace(lines []polyline) {
	r := &p.canvas.raster
	r.reset(p.clip(lines, 0))
	for _, l := range lines {
		r.polygon(l.points)
	}
}

// traceStroke puts the lines themselves into the raster, with half their width
// on either side.
func (p *painter) traceStroke(lines []polyline, half float64, s scene.Shape) {
	r := &p.canvas.raster
	r.reset(p.clip(lines, half*miterLimit))
	if r.clip.Empty() {
		return
	}
	out := stroker{raster: r, half: half, round: s.Round}
	pattern := dashes(s.Dash, p.opt.Scale)
	for _, l := range lines {
		if pattern == nil {
			out.stroke(l)
			continue
		}
		for _, d := range cut(l, pattern) {
			if !p.clip([]polyline{d}, half*miterLimit).Empty() {
				out.stroke(d)
			}
		}
	}
}

// clip returns the pixels that lines with some room around them may touch.
func (p *painter) clip(lines []polyline, room float64) image.Rectangle {
	lo, hi := pt(math.Inf(1), math.Inf(1)), pt(math.Inf(-1), math.Inf(-1))
	for _, l := range lines {
		for _, q := range l.points {
			lo = pt(min(lo.X, q.X), min(lo.Y, q.Y))
			hi = pt(max(hi.X, q.X), max(hi.Y, q.Y))
		}
	}
	if lo.X > hi.X {
		return image.Rectangle{}
	}
	return p.canvas.clipTo(pt(lo.X-room, lo.Y-room), pt(hi.X+room, hi.Y+room))
}
