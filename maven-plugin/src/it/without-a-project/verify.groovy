assert !new File(basedir, 'pom.xml').exists()
assert new File(basedir, 'build.log').readLines().any { it ==~ /.*counter\.yaml: \d+ files written, 1 file for you to fill in/ }

// The author's files lie beside the generated ones, which is where the makefile looks for them.
def driver = new File(basedir, 'out/minifilter')
assert new File(driver, 'CounterHooks.c').isFile()
assert new File(driver, 'Makefile').text.contains('HOOKS_DIR ?= .')
assert !new File(basedir, 'src').exists()
