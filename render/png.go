package render

import (
	"context"
	"io"
	"runtime"

	"github.com/topodraw/topodraw/graph"
	"github.com/topodraw/topodraw/render/internal/png"
)

// PNGOptions say how a drawing becomes pixels. The zero PNGOptions is the
// default.
type PNGOptions struct {
	// Scale is how many px of the picture one px of the drawing is; 0 is 2, for
	// dense screens.
	Scale float64
	// Background is the colour behind everything, as [graph.ParseColor] reads
	// it; "none" makes a picture without one. Empty takes the theme's. Labels
	// of edges and groups hide what is behind them with this colour too.
	Background string
	// FontFolders are searched, with all within, for fonts with characters that
	// the embedded font does not have: it has those of the European languages.
	// nil stands for [SystemFontFolders]. With an empty slice no file is read,
	// and the same drawing has the same bytes on every machine.
	FontFolders []string
}

// ErrTooLarge is the error for a PNG picture of more than 16,384 px a side or of
// more than 512 MiB of pixels, at four bytes each. What wraps it names the scale
// that would fit.
var ErrTooLarge = png.ErrTooLarge

// SystemFontFolders returns where fonts for all users of the system are.
func SystemFontFolders() []string {
	switch runtime.GOOS {
	case "windows":
		return []string{`C:\Windows\Fonts`}
	case "darwin", "ios":
		return []string{"/System/Library/Fonts", "/Library/Fonts"}
	case "android":
		return []string{"/system/fonts"}
	}
	return []string{"/usr/share/fonts", "/usr/local/share/fonts"}
}

// PNG writes the drawing as a PNG picture of its size times the scale, rounded
// up to whole px, which is worth as many dots per inch as makes it as large on
// paper as the SVG. A drawing in [Auto] mode has its light colours.
//
// [Options].Warn is told, once for each script and from the goroutine that calls,
// what there is no font for; a box stands for each such character. The errors are those of the context, of w, of
// options that make no sense, and [ErrTooLarge].
func (d *Drawing) PNG(ctx context.Context, w io.Writer, opt PNGOptions) error {
	if opt.Scale == 0 {
		opt.Scale = 2
	}
	if opt.FontFolders == nil {
		opt.FontFolders = SystemFontFolders()
	}
	return png.Write(ctx, w, d.scene, png.Options{
		Scale:       opt.Scale,
		Background:  opt.Background,
		Dark:        d.mode == Dark,
		FontFolders: opt.FontFolders,
		Warn:        d.warn,
	})
}

// PNG lays a graph out and writes it as a PNG picture, as opt.PNG says. Nothing
// is written before the picture is complete.
func PNG(ctx context.Context, w io.Writer, g *graph.Graph, opt Options) error {
	d, err := Draw(ctx, g, opt)
	if err != nil {
		return err
	}
	return d.PNG(ctx, w, opt.PNG)
}
