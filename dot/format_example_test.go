package dot_test

import (
	"fmt"

	"github.com/topodraw/topodraw/dot"
)

func ExampleFormat() {
	out, err := dot.Format([]byte(`
digraph "shop" {
  node [shape="box" style=filled]   // what all have in common
  user->shop->{cart orders} [label="asks"]
}
`), "shop.gv")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Print(string(out))
	// Output:
	// digraph shop {
	//   node [shape=box, style=filled]; // what all have in common
	//   user -> shop -> {cart; orders} [label="asks"];
	// }
}
