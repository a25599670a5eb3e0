['CounterTest', 'CounterContractTest'].each { test ->
    def report = new groovy.xml.XmlSlurper().parse(new File(basedir, "target/surefire-reports/TEST-it.tests.counter.${test}.xml"))
    assert report.@failures == 0 && report.@errors == 0
    assert report.@tests.toInteger() > report.@skipped.toInteger()
    def path = report.properties.property.find { it.@name == 'surefire.test.class.path' }.@value.text()
    assert path.contains('junit-jupiter-api-6.1.3') && !path.contains('junit-jupiter-api-5.')
}
true
