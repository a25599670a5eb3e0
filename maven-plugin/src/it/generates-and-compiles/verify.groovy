def log = new File(basedir, 'build.log').readLines()
def told = log.findAll { it.contains('src/main/perstream/counter.yaml: ') }.collect { it.split('counter.yaml: ')[1] }
assert told.size() == 2
assert told[0] ==~ /\d+ files written, 1 file for you to fill in/
assert told[1] ==~ /up to date: \d+ files unchanged/

assert new File(basedir, 'target/generated-sources/perstream/Counter/minifilter/Makefile').isFile()
assert new File(basedir, 'src/main/driver/minifilter/CounterHooks.c').isFile()

def driver = 'target/perstream/Counter/minifilter/gcc-x64/Counter.sys'
if (System.getenv('PATH').split(File.pathSeparator).any { new File(it, 'x86_64-w64-mingw32-gcc').canExecute() }) {
    assert new File(basedir, driver).isFile()
    assert log.any { it =~ /${driver}: \d+ bytes/ }
} else {
    assert log.any { it.contains('apt-get install gcc-mingw-w64 make clang') }
}
