// The services' keys, as an INF would have written them: instances with their altitudes, and what the
// scenario declares.
#include <stdio.h>
#include <string.h>

#include "../kernel/registry.h"
#include "scenario.h"

#define SERVICES "\\Registry\\Machine\\System\\CurrentControlSet\\Services\\"
#define ATTACHES_BY_HAND 1u // the Flags value of an instance

static void write_instances(const char *service, const scenario_driver *driver) {
    char instances[300], instance[400], name[100];
    // Windows 11 24H2 looks below Parameters first.
    snprintf(instances, sizeof instances, "%s%s\\Instances", service,
             sim_windows >= WINDOWS_11_24H2 ? "\\Parameters" : "");
    snprintf(name, sizeof name, "%s Instance", driver->name);
    snprintf(instance, sizeof instance, "%s\\%s", instances, name);
    registry_set_text(instances, "DefaultInstance", name);
    registry_set_text(instance, "Altitude", driver->altitude);
    registry_set_number(instance, "Flags", driver->automatic ? 0 : ATTACHES_BY_HAND);
}

// "Parameters\\Level" is the value Level of the key Parameters below the first driver's service.
static void write_value(const char *service, const scenario_registry *value) {
    char key[400];
    snprintf(key, sizeof key, "%s\\%s", service, value->name);
    char *name = strrchr(key, '\\');
    *name++ = '\0';
    if (value->is_text) registry_set_text(key, name, value->text);
    else registry_set_number(key, name, value->number);
}

void scenario_write_registry(const scenario *sc) {
    char service[200];
    for (size_t i = sc->driver_count; i-- > 0;) {
        snprintf(service, sizeof service, SERVICES "%s", sc->drivers[i].name);
        registry_create_key(service);
        write_instances(service, &sc->drivers[i]);
    }
    for (size_t i = 0; i < sc->registry_count; i++) write_value(service, &sc->registry[i]);
}
