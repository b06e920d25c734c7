package cli

import (
	"fmt"

	"gangwei/internal/app"
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/account"
)

var operator = authz.System("operator")

func runUserAdd(c *call) error {
	var n account.NewUser
	c.flags.StringVar(&n.Login, "login", "", "login: 3 to 40 lower-case letters, digits, dots, hyphens")
	c.flags.StringVar(&n.Name, "name", "", "name")
	c.flags.StringVar(&n.IDNumber, "idno", "", "identity number; tells two accounts of one person, is not kept")
	if err := c.parse(); err != nil {
		return err
	}
	if n.Login == "" || n.Name == "" || n.IDNumber == "" {
		return misuse{fmt.Errorf("needs --login, --name and --idno")}
	}
	a, err := c.open()
	if err != nil {
		return err
	}
	defer a.Close()
	n.Password, n.MustChange = account.RandomPassword(), true
	if _, err := a.Accounts.Register(c.ctx, operator, "", n); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%s %s\n", n.Login, n.Password)
	return nil
}

// userCall opens the office and finds the user of --login.
func (c *call) userCall() (*app.App, account.User, error) {
	login := c.flags.String("login", "", "login")
	if err := c.parse(); err != nil {
		return nil, account.User{}, err
	}
	if *login == "" {
		return nil, account.User{}, misuse{fmt.Errorf("needs --login")}
	}
	a, err := c.open()
	if err != nil {
		return nil, account.User{}, err
	}
	var u account.User
	err = a.DB.Read(c.ctx, func(s *database.Snapshot) (err error) {
		u, err = account.ByLogin(s, *login)
		return err
	})
	if err != nil {
		_ = a.Close()
		return nil, u, err
	}
	return a, u, nil
}

func (c *call) grantCall(f func(a *app.App, u account.User, role authz.Role, code string) error) error {
	role := c.flags.String("role", "", "role, as in 'gangwei user list --roles'")
	code := c.flags.String("region", "", "division code of 6, 9 or 12 digits")
	a, u, err := c.userCall()
	if err != nil {
		return err
	}
	defer a.Close()
	if *role == "" || *code == "" {
		return misuse{fmt.Errorf("needs --role and --region")}
	}
	return f(a, u, authz.Role(*role), *code)
}

func runUserGrant(c *call) error {
	until := c.flags.String("until", "", "first day on which the grant no longer holds, YYYY-MM-DD")
	return c.grantCall(func(a *app.App, u account.User, role authz.Role, code string) error {
		var last civil.Date
		if *until != "" {
			d, err := civil.ParseDate(*until)
			if err != nil {
				return misuse{fmt.Errorf("--until takes YYYY-MM-DD")}
			}
			last = d
		}
		tree, err := loadTree(c, a)
		if err != nil {
			return err
		}
		on, err := tree.ByCode(code)
		if err != nil {
			return err
		}
		_, err = a.Accounts.GrantRole(c.ctx, operator, "", account.Target{ID: u.ID}, role, on, last)
		return err
	})
}

func runUserRevoke(c *call) error {
	return c.grantCall(func(a *app.App, u account.User, role authz.Role, code string) error {
		tree, err := loadTree(c, a)
		if err != nil {
			return err
		}
		on, err := tree.ByCode(code)
		if err != nil {
			return err
		}
		_, err = a.Accounts.RevokeRole(c.ctx, operator, "", account.Target{ID: u.ID}, role, on)
		return err
	})
}

func runUserReset(c *call) error {
	a, u, err := c.userCall()
	if err != nil {
		return err
	}
	defer a.Close()
	password := account.RandomPassword()
	if _, err := a.Accounts.ResetPassword(c.ctx, operator, "", account.Target{ID: u.ID}, password); err != nil {
		return err
	}
	fmt.Fprintf(c.out, "%s %s\n", u.Login, password)
	return nil
}

func runUserList(c *call) error {
	roles := c.flags.Bool("roles", false, "list the roles instead")
	if err := c.parse(); err != nil {
		return err
	}
	a, err := c.open()
	if err != nil {
		return err
	}
	defer a.Close()
	if *roles {
		for _, r := range a.Gate.Roles() {
			fmt.Fprintf(c.out, "%-22s %s (%s)\n", r.Role, r.Name, r.Level)
		}
		return nil
	}
	tree, err := loadTree(c, a)
	if err != nil {
		return err
	}
	return a.DB.Read(c.ctx, func(s *database.Snapshot) error {
		after := ""
		for {
			us, err := account.List(s, "", after, 500)
			if err != nil || len(us) == 0 {
				return err
			}
			for _, u := range us {
				gs, err := account.GrantsOf(s, u.ID)
				if err != nil {
					return err
				}
				line := fmt.Sprintf("%-24s %s", u.Login, u.Name)
				for _, g := range gs {
					if g.RevokedUs == 0 {
						line += fmt.Sprintf("  %s@%s", g.Role, codeOf(tree.ByPath(g.Path)))
					}
				}
				fmt.Fprintln(c.out, line)
			}
			after = us[len(us)-1].Login
		}
	})
}
