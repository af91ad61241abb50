// Package png draws a scene as a PNG picture. It has its own rasteriser, which
// counts in whole numbers: the same scene gives the same pixels on every
// machine, as long as its texts need no font but the embedded one.
package png

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/internal/scene"
)

// Options say how a scene is drawn.
type Options struct {
	// Scale is how many px of the picture one px of the scene is.
	Scale float64
	// Background is a colour that replaces the scene's own; empty keeps it.
	Background string
	// Dark takes the colours for dark surroundings.
	Dark bool
	// FontFolders are searched for fonts with characters that the embedded font
	// does not have.
	FontFolders []string
	// Warn is told which scripts there is no font for. It may be nil.
	Warn func(graph.Diagnostic)
}

// MaxSide is the longest side of a picture, and MaxBytes what its pixels may
// take at four bytes each.
const (
	MaxSide  = 16_384
	MaxBytes = 512 << 20
)

// ErrTooLarge is the error for a picture beyond [MaxSide] or [MaxBytes]. What
// wraps it names the scale that would fit.
var ErrTooLarge = errors.New("the picture is too large")

// Write draws a scene and writes it. It ends early with the context's error. A
// picture that is too large is refused before anything is allocated for it.
func Write(ctx context.Context, w io.Writer, s *scene.Scene, opt Options) error {
	width, height, err := size(s, opt.Scale)
	if err != nil {
		return err
	}
	p := painter{opt: opt, scene: s}
	if p.background, err = backgroundOf(s, opt); err != nil {
		return err
	}
	p.canvas = newCanvas(width, height, p.background)
	p.texts = newTexts(opt.FontFolders, opt.Warn)
	for _, it := range s.Items {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := p.item(it); err != nil {
			return err
		}
	}
	return encode(ctx, w, p.canvas.RGBA, opt.Scale)
}

// size returns the size of the picture, in px.
func size(s *scene.Scene, scale float64) (width, height int, err error) {
	if !(scale > 0) || math.IsInf(scale, 0) {
		return 0, 0, fmt.Errorf("a scale of %v: it has to be a positive number", scale)
	}
	w, h := pixels(s.Size.W, scale), pixels(s.Size.H, scale)
	if math.IsNaN(w + h) {
		return 0, 0, errors.New("the drawing has no size")
	}
	if fits(w, h) {
		return int(w), int(h), nil
	}
	return 0, 0, fmt.Errorf("%w: %.0f×%.0f px at a scale of %v, where %d px a side and %d MiB of pixels are the most; %s",
		ErrTooLarge, w, h, scale, MaxSide, MaxBytes>>20, advice(s))
}

// pixels returns a length in whole px. What exceeds a whole number by no more
// than rounding errors do does not count.
func pixels(v, scale float64) float64 { return max(math.Ceil(float64(v*scale)-1e-6), 1) }

func fits(w, h float64) bool { return w <= MaxSide && h <= MaxSide && w*h*4 <= MaxBytes }

// advice names the largest scale, in hundredths, that fits.
func advice(s *scene.Scene) string {
	w, h := s.Size.W, s.Size.H
	best := min(MaxSide/w, MaxSide/h, math.Sqrt(MaxBytes/4/w/h))
	for n := math.Floor(best * 100); n >= 1; n-- {
		if scale := n / 100; fits(pixels(w, scale), pixels(h, scale)) {
			return fmt.Sprintf("a scale of %v fits", scale)
		}
	}
	return "no scale fits that would show anything"
}

func backgroundOf(s *scene.Scene, opt Options) (graph.Color, error) {
	if opt.Background == "" {
		return colorOf(s.Background, opt.Dark), nil
	}
	c, err := graph.ParseColor(opt.Background)
	if err != nil {
		return c, fmt.Errorf("background: %w", err)
	}
	return c, nil
}

// colorOf returns a paint's colour, which is transparent if the paint has none.
func colorOf(p scene.Paint, dark bool) graph.Color {
	s := p.Light
	if dark {
		s = p.Dark
	}
	if s == "" {
		return graph.Color{}
	}
	// What cannot be parsed is transparent too.
	c, _ := graph.ParseColor(s)
	return c
}
