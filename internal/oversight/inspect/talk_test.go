package inspect_test

import (
	"testing"

	"gangwei/internal/oversight/inspect"
)

func TestSaid_tells_of_money_handed_back_and_of_work_done_by_another(t *testing.T) {
	for said, want := range map[string][2]bool{
		"每月发到卡里六百，村会计说要给村里交二百块卫生费，现金给的": {true, false},
		"钱没到手，让会计收走了":          {true, false},
		"发下来以后交给书记三百块，说是给村里办事": {true, false},
		"八百块到账后当天转给村会计":        {true, false},
		"会计每月扣一百":              {true, false},
		"领到了，没人要钱":             {false, false},
		"每月都打到卡上，不用交钱":         {false, false},
		"村里每月给我打六百块钱":          {false, false},
		"去年给村里交了医保钱380元":       {false, false},
		"会计给我发到卡里六百元":          {false, false},
		"给村里干活，一月八百元":          {false, false},
		"在县城开服装店，活是她婆婆干":       {false, true},
		"平时都是儿子扫街":             {false, true},
		"常年在外，工资儿子替他领，活是邻居替他干": {false, true},
		"生病那几天儿子替我干":           {false, false},
		"我自己干，老婆在家带孩子":         {false, false},
		"和老婆一起干":               {false, false},
		"儿子没干过，都是我干":           {false, false},
		"卡号错了，银行退回，后来又发了":      {false, false},
		"": {false, false},
	} {
		if got := [2]bool{inspect.SaidBack(said), inspect.SaidAnother(said)}; got != want {
			t.Errorf("%s: %v, want %v", said, got, want)
		}
	}
}
