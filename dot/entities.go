package dot

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// entityNames are the entities of HTML 4.01, which are those that Graphviz
// decodes (https://graphviz.org/doc/info/lang.html).
const entityNames = " AElig Aacute Acirc Agrave Alpha Aring Atilde Auml Beta Ccedil Chi Dagger Delta ETH Eacute Ecirc " +
	"Egrave Epsilon Eta Euml Gamma Iacute Icirc Igrave Iota Iuml Kappa Lambda Mu Ntilde Nu OElig " +
	"Oacute Ocirc Ograve Omega Omicron Oslash Otilde Ouml Phi Pi Prime Psi Rho Scaron Sigma THORN Tau " +
	"Theta Uacute Ucirc Ugrave Upsilon Uuml Xi Yacute Yuml Zeta aacute acirc acute aelig agrave " +
	"alefsym alpha amp and ang aring asymp atilde auml bdquo beta brvbar bull cap ccedil cedil cent " +
	"chi circ clubs cong copy crarr cup curren dArr dagger darr deg delta diams divide eacute ecirc " +
	"egrave empty emsp ensp epsilon equiv eta eth euml euro exist fnof forall frac12 frac14 frac34 " +
	"frasl gamma ge gt hArr harr hearts hellip iacute icirc iexcl igrave image infin int iota iquest " +
	"isin iuml kappa lArr lambda lang laquo larr lceil ldquo le lfloor lowast loz lrm lsaquo lsquo lt " +
	"macr mdash micro middot minus mu nabla nbsp ndash ne ni not notin nsub ntilde nu oacute ocirc " +
	"oelig ograve oline omega omicron oplus or ordf ordm oslash otilde otimes ouml para part permil " +
	"perp phi pi piv plusmn pound prime prod prop psi quot rArr radic rang raquo rarr rceil rdquo " +
	"real reg rfloor rho rlm rsaquo rsquo sbquo scaron sdot sect shy sigma sigmaf sim spades sub sube " +
	"sum sup sup1 sup2 sup3 supe szlig tau there4 theta thetasym thinsp thorn tilde times trade uArr " +
	"uacute uarr ucirc ugrave uml upsih upsilon uuml weierp xi yacute yen yuml zeta zwj zwnj "

// unentity decodes the entities of a text as Graphviz does: those with a
// semicolon, by name or by number. One that stands for no text is left as it is.
func unentity(text string) string {
	i := strings.IndexByte(text, '&')
	if i < 0 {
		return text
	}
	var b strings.Builder
	for i >= 0 {
		b.WriteString(text[:i])
		text = text[i:]
		n, decoded := entity(text)
		b.WriteString(decoded)
		text = text[n:]
		i = strings.IndexByte(text, '&')
	}
	b.WriteString(text)
	return b.String()
}

// longestEntity is how far to look for the semicolon.
const longestEntity = 12

// entity decodes what a text begins with, an ampersand at least, and returns
// how long it is.
func entity(text string) (length int, decoded string) {
	end := strings.IndexByte(text[:min(len(text), longestEntity)], ';')
	if end < 2 {
		return 1, "&"
	}
	name := text[1:end]
	if number, ok := strings.CutPrefix(name, "#"); ok {
		if r, ok := character(number); ok {
			return end + 1, string(r)
		}
		return 1, "&"
	}
	if strings.Contains(entityNames, " "+name+" ") {
		return end + 1, html.UnescapeString(text[:end+1])
	}
	return 1, "&"
}

// character returns the character that a decimal number or, behind an x, a
// hexadecimal one stands for.
func character(number string) (rune, bool) {
	base := 10
	if strings.HasPrefix(number, "x") || strings.HasPrefix(number, "X") {
		number, base = number[1:], 16
	}
	n, err := strconv.ParseUint(number, base, 32)
	r := rune(min(n, utf8.MaxRune+1))
	return r, err == nil && utf8.ValidRune(r) && isText(r)
}
