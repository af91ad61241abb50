package png

import (
	"bytes"
	"compress/flate"
	"hash/adler32"
	"image"
	"runtime"
	"sync"
)

// bandBytes is about how much of a picture is compressed at a time, before
// compression: much more than the 32 KiB that a compressor looks back.
const bandBytes = 1 << 20

// band is a number of rows of a picture.
type band struct {
	img        *image.RGBA
	opaque     bool
	first, end int // rows
	// What comes out: DEFLATE blocks, and the Adler-32 checksum and the length of
	// what they hold.
	data   []byte
	sum    uint32
	length int
}

func newBands(img *image.RGBA, opaque bool) []band {
	height := img.Rect.Dy()
	rows := max(bandBytes/img.Stride, 1)
	var out []band
	for y := 0; y < height; y += rows {
		out = append(out, band{img: img, opaque: opaque, first: y, end: min(y+rows, height)})
	}
	return out
}

// newCompressors returns a pool of compressors, each of which takes a megabyte.
func newCompressors() *sync.Pool {
	return &sync.Pool{New: func() any {
		z, _ := flate.NewWriter(nil, flate.DefaultCompression) // the level is a valid one
		return z
	}}
}

// compress compresses the rows, each after the filter that suits it.
func (b *band) compress(compressors *sync.Pool, last bool) {
	var out bytes.Buffer
	z := compressors.Get().(*flate.Writer)
	defer compressors.Put(z)
	z.Reset(&out)
	// A write to memory does not fail.
	adler := adler32.New()
	f := newFilter(b.img.Rect.Dx(), b.opaque)
	if b.first > 0 {
		f.load(b.row(b.first - 1))
	}
	for y := b.first; y < b.end; y++ {
		f.load(b.row(y))
		line := f.filtered()
		_, _ = adler.Write(line)
		_, _ = z.Write(line)
		b.length += len(line)
	}
	if last {
		_ = z.Close()
	} else {
		_ = z.Flush()
	}
	b.data, b.sum = out.Bytes(), adler.Sum32()
}

func (b *band) row(y int) []byte { return b.img.Pix[y*b.img.Stride:][:4*b.img.Rect.Dx()] }

// filter prepares rows for compression.
type filter struct {
	size      int // bytes a pixel
	row, prev []byte
	out       []byte
}

func newFilter(width int, opaque bool) *filter {
	size := 4
	if opaque {
		size = 3
	}
	n := size * width
	return &filter{size: size, row: make([]byte, n), prev: make([]byte, n), out: make([]byte, n+1)}
}

// load takes the next row, in the colours that a PNG file has: without the
// opacity if there is none, and else not multiplied by it.
func (f *filter) load(pix []byte) {
	f.row, f.prev = f.prev, f.row
	if f.size == 3 {
		for i, j := 0, 0; i < len(f.row); i, j = i+3, j+4 {
			f.row[i], f.row[i+1], f.row[i+2] = pix[j], pix[j+1], pix[j+2]
		}
		return
	}
	copy(f.row, pix)
	for i := 0; i < len(f.row); i += 4 {
		if a := uint32(f.row[i+3]); a > 0 && a < 255 {
			for j := i; j < i+3; j++ {
				f.row[j] = uint8(min((uint32(f.row[j])*255+a/2)/a, 255))
			}
		}
	}
}

// filtered returns the row after its filter, which the first byte names: Up,
// the difference from the row before, where the two differ in less than the
// row differs in itself, since most rows of a drawing repeat what is above
// them; else None. Neither Sub nor Paeth makes drawings smaller.
func (f *filter) filtered() []byte {
	const none, up = 0, 2
	if bytes.Equal(f.row, f.prev) {
		clear(f.out)
		f.out[0] = up
		return f.out
	}
	above, within := f.changes()
	if 2*above > within {
		f.out[0] = none
		copy(f.out[1:], f.row)
		return f.out
	}
	f.out[0] = up
	for i, v := range f.row {
		f.out[i+1] = v - f.prev[i]
	}
	return f.out
}

// changes counts the bytes that are not as in the row above, and not as in the
// pixel before.
func (f *filter) changes() (above, within int) {
	for i, v := range f.row {
		if v != f.prev[i] {
			above++
		}
		if i >= f.size && v != f.row[i-f.size] {
			within++
		}
	}
	return above, within
}

// inOrder does n pieces of work, as many at a time as there are processors, and
// calls then for each in order, by one goroutine, until it fails.
func inOrder(n int, work func(i int), then func(i int) error) error {
	ahead := runtime.GOMAXPROCS(0)
	done := make([]chan struct{}, n)
	var running sync.WaitGroup
	defer running.Wait()
	started := 0
	for i := range n {
		for ; started < min(n, i+ahead); started++ {
			next, finished := started, make(chan struct{})
			done[next] = finished
			running.Go(func() {
				defer close(finished)
				work(next)
			})
		}
		<-done[i]
		if err := then(i); err != nil {
			return err
		}
	}
	return nil
}

// joinAdler returns the Adler-32 checksum (RFC 1950) of two texts in a row, from
// that of the one and that of the other, which has a length.
func joinAdler(one, other uint32, length int) uint32 {
	const mod = 65521
	a1, b1 := uint64(one&0xffff), uint64(one>>16)
	a2, b2 := uint64(other&0xffff), uint64(other>>16)
	a := (a1 + a2 + mod - 1) % mod
	b := (b1 + b2 + uint64(length%mod)*(a1+mod-1)) % mod
	return uint32(b<<16 | a)
}
