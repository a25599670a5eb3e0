// The WDK deprecates unsafe routines here, which the compiler's own warnings cover.
