def log = new File(basedir, 'build.log').text
assert log.contains('CounterHooks.c: the routine CounterPreWriteHook is missing, which the plumbing calls; paste this:')
assert log.contains('CounterPreWriteHook(')
assert !(log =~ /(?m)^(\[ERROR\] )?\s+at /)

// The plumbing is up to date, so that an editor can help with the hook; the author's file is as it was.
assert new File(basedir, 'target/generated-sources/perstream/Counter/minifilter/Makefile').isFile()
assert new File(basedir, 'src/main/driver/minifilter/CounterHooks.c').text.endsWith('for a schema that had no hook yet.\n')
