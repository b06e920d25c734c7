package cli

import (
	"errors"
	"fmt"

	"gangwei/internal/attendance/sampling"
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/database"
)

// runVerifyDraw verifies every township's draw of a quarter; the seed is shown when the quarter has ended.
func runVerifyDraw(c *call) error {
	quarter := c.flags.String("quarter", "", "the quarter, as 2025Q4")
	if err := c.parse(); err != nil {
		return err
	}
	q, ok := civil.ParseQuarter(*quarter)
	if !ok {
		return misuse{errors.New("--quarter takes a quarter such as 2025Q4")}
	}
	a, err := c.open()
	if err != nil {
		return err
	}
	defer a.Close()
	var reports []sampling.Report
	if err := a.DB.Read(c.ctx, func(s *database.Snapshot) (err error) {
		reports, err = a.Draws.Verify(s, q, a.Clock.Now().Date())
		return err
	}); err != nil {
		return err
	}
	bad := 0
	for _, x := range reports {
		switch {
		case x.Broken != "":
			bad++
			fmt.Fprintf(c.out, "%s  BROKEN: %s\n", x.Draw.Path, x.Broken)
		case x.Seed == "":
			fmt.Fprintf(c.out, "%s  holds so far: %d on the roster; the seed is sealed until the quarter ends\n", x.Draw.Path,
				x.People)
		default:
			fmt.Fprintf(c.out, "%s  holds: %d on the roster, seed %s\n", x.Draw.Path, x.People, x.Seed)
		}
	}
	fmt.Fprintf(c.out, "%d draws of %s.\n", len(reports), q)
	if bad > 0 {
		return broke{fmt.Errorf("%d of %d draws do not hold", bad, len(reports))}
	}
	return nil
}
