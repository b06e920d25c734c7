package app_test

import (
	"testing"

	"gangwei/internal/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }
