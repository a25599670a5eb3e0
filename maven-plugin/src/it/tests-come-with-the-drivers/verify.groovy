def log = new File(basedir, 'build.log').readLines()
def told = log.findAll { it.contains('src/main/perstream/counter.yaml: ') }.collect { it.split('counter.yaml: ')[1] }
assert told.size() == 5
assert told[1] == '4 files written, 1 file for you to fill in'
assert told[3] == 'up to date: 4 files unchanged'
assert log.any { it.contains("'com.example.class' is no name of a package; set javaPackage to words of letters") }

def generated = new File(basedir, 'target/generated-test-sources/perstream/it/tests/counter')
assert generated.list().sort() == ['CounterBehaviour.java', 'CounterContractTest.java', 'CounterFilter.java', 'StreamState.java']
def mine = new File(basedir, 'src/test/java/it/tests/counter/CounterTest.java').text
assert mine.contains('@FilterTest(CounterFilter.class)')
assert mine.contains('Volume c = counter.mount(FileSystem.NTFS);')

// Both tests ran, on the model and on the driver, or without a compiler on the model alone.
def compiler = ['gcc', 'clang'].any { program ->
    System.getenv('PATH').split(File.pathSeparator).any { new File(it, program).canExecute() }
}
['CounterTest', 'CounterContractTest'].each { test ->
    def report = new groovy.xml.XmlSlurper().parse(new File(basedir, "target/surefire-reports/TEST-it.tests.counter.${test}.xml"))
    assert report.@failures == 0 && report.@errors == 0
    assert report.@tests.toInteger() > 0
    assert compiler || report.@skipped.toInteger() > 0
}
true
