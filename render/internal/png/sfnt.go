package png

import (
	"encoding/binary"
	"io"
)

// sound reports whether every table of a font file lies within the file, as
// nothing else checks before room is made for it. The layout is that of
// "Organization of an OpenType Font" in the OpenType specification.
func sound(r io.ReaderAt, size int64) bool {
	const maxFontsInFile = 256
	var head [12]byte
	if _, err := r.ReadAt(head[:], 0); err != nil {
		return false
	}
	if string(head[:4]) != "ttcf" {
		return soundFont(r, 0, size)
	}
	n := binary.BigEndian.Uint32(head[8:])
	if n > maxFontsInFile {
		return false
	}
	offsets := make([]byte, 4*n)
	if _, err := r.ReadAt(offsets, int64(len(head))); err != nil {
		return false
	}
	for ; len(offsets) > 0; offsets = offsets[4:] {
		if !soundFont(r, int64(binary.BigEndian.Uint32(offsets)), size) {
			return false
		}
	}
	return true
}

func soundFont(r io.ReaderAt, at, size int64) bool {
	const entry = 16
	var head [12]byte
	if _, err := r.ReadAt(head[:], at); err != nil {
		return false
	}
	switch string(head[:4]) {
	case "\x00\x01\x00\x00", "OTTO", "true":
	default:
		return false
	}
	directory := make([]byte, entry*int(binary.BigEndian.Uint16(head[4:])))
	if _, err := r.ReadAt(directory, at+int64(len(head))); err != nil {
		return false
	}
	for ; len(directory) > 0; directory = directory[entry:] {
		offset, length := binary.BigEndian.Uint32(directory[8:]), binary.BigEndian.Uint32(directory[12:])
		if int64(offset)+int64(length) > size {
			return false
		}
	}
	return true
}
