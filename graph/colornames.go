package graph

// cssColor returns the 0xRRGGBB of a CSS named colour in lower case, from the
// table of CSS Color Module Level 4, section 6.1.
func cssColor(name string) (rgb uint32, ok bool) {
	switch name {
	case "aliceblue":
		rgb = 0xf0f8ff
	case "antiquewhite":
		rgb = 0xfaebd7
	case "aqua":
		rgb = 0x00ffff
	case "aquamarine":
		rgb = 0x7fffd4
	case "azure":
		rgb = 0xf0ffff
	case "beige":
		rgb = 0xf5f5dc
	case "bisque":
		rgb = 0xffe4c4
	case "black":
		rgb = 0x000000
	case "blanchedalmond":
		rgb = 0xffebcd
	case "blue":
		rgb = 0x0000ff
	case "blueviolet":
		rgb = 0x8a2be2
	case "brown":
		rgb = 0xa52a2a
	case "burlywood":
		rgb = 0xdeb887
	case "cadetblue":
		rgb = 0x5f9ea0
	case "chartreuse":
		rgb = 0x7fff00
	case "chocolate":
		rgb = 0xd2691e
	case "coral":
		rgb = 0xff7f50
	case "cornflowerblue":
		rgb = 0x6495ed
	case "cornsilk":
		rgb = 0xfff8dc
	case "crimson":
		rgb = 0xdc143c
	case "cyan":
		rgb = 0x00ffff
	case "darkblue":
		rgb = 0x00008b
	case "darkcyan":
		rgb = 0x008b8b
	case "darkgoldenrod":
		rgb = 0xb8860b
	case "darkgray":
		rgb = 0xa9a9a9
	case "darkgreen":
		rgb = 0x006400
	case "darkgrey":
		rgb = 0xa9a9a9
	case "darkkhaki":
		rgb = 0xbdb76b
	case "darkmagenta":
		rgb = 0x8b008b
	case "darkolivegreen":
		rgb = 0x556b2f
	case "darkorange":
		rgb = 0xff8c00
	case "darkorchid":
		rgb = 0x9932cc
	case "darkred":
		rgb = 0x8b0000
	case "darksalmon":
		rgb = 0xe9967a
	case "darkseagreen":
		rgb = 0x8fbc8f
	case "darkslateblue":
		rgb = 0x483d8b
	case "darkslategray":
		rgb = 0x2f4f4f
	case "darkslategrey":
		rgb = 0x2f4f4f
	case "darkturquoise":
		rgb = 0x00ced1
	case "darkviolet":
		rgb = 0x9400d3
	case "deeppink":
		rgb = 0xff1493
	case "deepskyblue":
		rgb = 0x00bfff
	case "dimgray":
		rgb = 0x696969
	case "dimgrey":
		rgb = 0x696969
	case "dodgerblue":
		rgb = 0x1e90ff
	case "firebrick":
		rgb = 0xb22222
	case "floralwhite":
		rgb = 0xfffaf0
	case "forestgreen":
		rgb = 0x228b22
	case "fuchsia":
		rgb = 0xff00ff
	case "gainsboro":
		rgb = 0xdcdcdc
	case "ghostwhite":
		rgb = 0xf8f8ff
	case "gold":
		rgb = 0xffd700
	case "goldenrod":
		rgb = 0xdaa520
	case "gray":
		rgb = 0x808080
	case "green":
		rgb = 0x008000
	case "greenyellow":
		rgb = 0xadff2f
	case "grey":
		rgb = 0x808080
	case "honeydew":
		rgb = 0xf0fff0
	case "hotpink":
		rgb = 0xff69b4
	case "indianred":
		rgb = 0xcd5c5c
	case "indigo":
		rgb = 0x4b0082
	case "ivory":
		rgb = 0xfffff0
	case "khaki":
		rgb = 0xf0e68c
	case "lavender":
		rgb = 0xe6e6fa
	case "lavenderblush":
		rgb = 0xfff0f5
	case "lawngreen":
		rgb = 0x7cfc00
	case "lemonchiffon":
		rgb = 0xfffacd
	case "lightblue":
		rgb = 0xadd8e6
	case "lightcoral":
		rgb = 0xf08080
	case "lightcyan":
		rgb = 0xe0ffff
	case "lightgoldenrodyellow":
		rgb = 0xfafad2
	case "lightgray":
		rgb = 0xd3d3d3
	case "lightgreen":
		rgb = 0x90ee90
	case "lightgrey":
		rgb = 0xd3d3d3
	case "lightpink":
		rgb = 0xffb6c1
	case "lightsalmon":
		rgb = 0xffa07a
	case "lightseagreen":
		rgb = 0x20b2aa
	case "lightskyblue":
		rgb = 0x87cefa
	case "lightslategray":
		rgb = 0x778899
	case "lightslategrey":
		rgb = 0x778899
	case "lightsteelblue":
		rgb = 0xb0c4de
	case "lightyellow":
		rgb = 0xffffe0
	case "lime":
		rgb = 0x00ff00
	case "limegreen":
		rgb = 0x32cd32
	case "linen":
		rgb = 0xfaf0e6
	case "magenta":
		rgb = 0xff00ff
	case "maroon":
		rgb = 0x800000
	case "mediumaquamarine":
		rgb = 0x66cdaa
	case "mediumblue":
		rgb = 0x0000cd
	case "mediumorchid":
		rgb = 0xba55d3
	case "mediumpurple":
		rgb = 0x9370db
	case "mediumseagreen":
		rgb = 0x3cb371
	case "mediumslateblue":
		rgb = 0x7b68ee
	case "mediumspringgreen":
		rgb = 0x00fa9a
	case "mediumturquoise":
		rgb = 0x48d1cc
	case "mediumvioletred":
		rgb = 0xc71585
	case "midnightblue":
		rgb = 0x191970
	case "mintcream":
		rgb = 0xf5fffa
	case "mistyrose":
		rgb = 0xffe4e1
	case "moccasin":
		rgb = 0xffe4b5
	case "navajowhite":
		rgb = 0xffdead
	case "navy":
		rgb = 0x000080
	case "oldlace":
		rgb = 0xfdf5e6
	case "olive":
		rgb = 0x808000
	case "olivedrab":
		rgb = 0x6b8e23
	case "orange":
		rgb = 0xffa500
	case "orangered":
		rgb = 0xff4500
	case "orchid":
		rgb = 0xda70d6
	case "palegoldenrod":
		rgb = 0xeee8aa
	case "palegreen":
		rgb = 0x98fb98
	case "paleturquoise":
		rgb = 0xafeeee
	case "palevioletred":
		rgb = 0xdb7093
	case "papayawhip":
		rgb = 0xffefd5
	case "peachpuff":
		rgb = 0xffdab9
	case "peru":
		rgb = 0xcd853f
	case "pink":
		rgb = 0xffc0cb
	case "plum":
		rgb = 0xdda0dd
	case "powderblue":
		rgb = 0xb0e0e6
	case "purple":
		rgb = 0x800080
	case "rebeccapurple":
		rgb = 0x663399
	case "red":
		rgb = 0xff0000
	case "rosybrown":
		rgb = 0xbc8f8f
	case "royalblue":
		rgb = 0x4169e1
	case "saddlebrown":
		rgb = 0x8b4513
	case "salmon":
		rgb = 0xfa8072
	case "sandybrown":
		rgb = 0xf4a460
	case "seagreen":
		rgb = 0x2e8b57
	case "seashell":
		rgb = 0xfff5ee
	case "sienna":
		rgb = 0xa0522d
	case "silver":
		rgb = 0xc0c0c0
	case "skyblue":
		rgb = 0x87ceeb
	case "slateblue":
		rgb = 0x6a5acd
	case "slategray":
		rgb = 0x708090
	case "slategrey":
		rgb = 0x708090
	case "snow":
		rgb = 0xfffafa
	case "springgreen":
		rgb = 0x00ff7f
	case "steelblue":
		rgb = 0x4682b4
	case "tan":
		rgb = 0xd2b48c
	case "teal":
		rgb = 0x008080
	case "thistle":
		rgb = 0xd8bfd8
	case "tomato":
		rgb = 0xff6347
	case "turquoise":
		rgb = 0x40e0d0
	case "violet":
		rgb = 0xee82ee
	case "wheat":
		rgb = 0xf5deb3
	case "white":
		rgb = 0xffffff
	case "whitesmoke":
		rgb = 0xf5f5f5
	case "yellow":
		rgb = 0xffff00
	case "yellowgreen":
		rgb = 0x9acd32
	default:
		return 0, false
	}
	return rgb, true
}
