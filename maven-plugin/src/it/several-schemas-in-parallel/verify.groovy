def log = new File(basedir, 'build.log').readLines().findAll { it.contains(' 2 schemas: ') }
assert log.size() == 3
assert log.count { it ==~ /.* 2 schemas: \d+ files written, 2 files for you to fill in/ } == 1
assert log.count { it ==~ /.* 2 schemas: up to date: \d+ files unchanged/ } == 2

['First', 'Second'].each {
    assert new File(basedir, "target/drivers/$it/minifilter/Makefile").isFile()
    assert new File(basedir, "drivers/minifilter/${it}Hooks.c").isFile()
}

true
