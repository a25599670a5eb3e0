package dev.perstream.model;

/**
 * The load order groups of file-system minifilters with class, class GUID and altitude range (rules P1 and P2).
 *
 * <p>Source: "File System Minifilter Drivers Class and Class GUIDs" and "Load Order Groups and Altitudes for Minifilter
 * Drivers". Imaging has no class of its own and uses Compression's. Filter, Top and Bottom have none.
 */
public enum LoadOrderGroup {
    FILTER("filter", "Filter", "", "", 420000, 429999),
    TOP("top", "Top", "", "", 400000, 409999),
    ACTIVITY_MONITOR(
            "activity-monitor",
            "Activity Monitor",
            "ActivityMonitor",
            "b86dff51-a31e-4bac-b3cf-e8cfe75c9fc2",
            360000,
            389999),
    UNDELETE("undelete", "Undelete", "Undelete", "fe8f1572-c67a-48c0-bbac-0b5c6d66cafb", 340000, 349999),
    ANTI_VIRUS("anti-virus", "Anti-Virus", "AntiVirus", "b1d1a169-c54f-4379-81db-bee7d88d7454", 320000, 329999),
    REPLICATION("replication", "Replication", "Replication", "48d3ebc4-4cf8-48ff-b869-9c68ad42eb9f", 300000, 309999),
    CONTINUOUS_BACKUP(
            "continuous-backup",
            "Continuous Backup",
            "ContinuousBackup",
            "71aa14f8-6fad-4622-ad77-92bb9d7e6947",
            280000,
            289999),
    CONTENT_SCREENER(
            "content-screener",
            "Content Screener",
            "ContentScreener",
            "3e3f0674-c83c-4558-bb26-9820e1eba5c5",
            260000,
            269999),
    QUOTA_MANAGEMENT(
            "quota-management",
            "Quota Management",
            "QuotaManagement",
            "8503c911-a6c7-4919-8f79-5028f5866b0c",
            240000,
            249999),
    SYSTEM_RECOVERY(
            "system-recovery",
            "System Recovery",
            "SystemRecovery",
            "2db15374-706e-4131-a0c7-d7c78eb0289a",
            220000,
            229999),
    CLUSTER_FILE_SYSTEM(
            "cluster-file-system",
            "Cluster File System",
            "CFSMetadataServer",
            "cdcf0939-b75b-4630-bf76-80f7ba655884",
            200000,
            209999),
    HSM("hsm", "HSM", "HSM", "d546500a-2aeb-45f6-9482-f4b1799c3177", 180000, 189999),
    IMAGING("imaging", "Imaging", "Compression", "f3586baf-b5aa-49b5-8d6c-0569284c639f", 170000, 175000),
    COMPRESSION("compression", "Compression", "Compression", "f3586baf-b5aa-49b5-8d6c-0569284c639f", 160000, 169999),
    ENCRYPTION("encryption", "Encryption", "Encryption", "a0a701c0-a511-42ff-aa6c-06dc0395576f", 140000, 149999),
    VIRTUALIZATION(
            "virtualization",
            "Virtualization",
            "Virtualization",
            "f75a86c0-10d8-4c3a-b233-ed60e4cdfaac",
            130000,
            139999),
    PHYSICAL_QUOTA_MANAGEMENT(
            "physical-quota-management",
            "Physical Quota Management",
            "PhysicalQuotaManagement",
            "6a0a8e78-bba6-4fc4-a709-1e33cd09d67e",
            120000,
            129999),
    OPEN_FILE("open-file", "Open File", "OpenFileBackup", "f8ecafa6-66d1-41a5-899b-66585d7216b7", 100000, 109999),
    SECURITY_ENHANCER(
            "security-enhancer",
            "Security Enhancer",
            "SecurityEnhancer",
            "d02bc3da-0c8e-4945-9bd5-f1883c226c8c",
            80000,
            89999),
    COPY_PROTECTION(
            "copy-protection",
            "Copy Protection",
            "CopyProtection",
            "89786ff1-9c12-402f-9c9e-17753c7f4375",
            60000,
            69999),
    BOTTOM("bottom", "Bottom", "", "", 40000, 49999),
    SYSTEM("system", "System", "FSFilterSystem", "5d1b9aaa-01e2-46af-849f-272b3f324c46", 20000, 29999),
    INFRASTRUCTURE(
            "infrastructure",
            "Infrastructure",
            "FSFilterInfrastructure",
            "e55fa6f9-128c-4d04-abab-630c74b1453a",
            0,
            19999);

    private final String key;
    private final String title;
    private final String className;
    private final String classGuid;
    private final int lowest;
    private final int highest;

    LoadOrderGroup(String key, String title, String className, String classGuid, int lowest, int highest) {
        this.key = key;
        this.title = title;
        this.className = className;
        this.classGuid = classGuid;
        this.lowest = lowest;
        this.highest = highest;
    }

    /** The word of the schema. */
    public String key() {
        return key;
    }

    /** The group as an INF names it. */
    public String infName() {
        return "FSFilter " + title;
    }

    /** The device class; empty if the group has none. */
    public String className() {
        return className;
    }

    /** The GUID of the class without braces; empty if the group has none. */
    public String classGuid() {
        return classGuid;
    }

    /** The least whole altitude. */
    public int lowestAltitude() {
        return lowest;
    }

    /** The greatest whole altitude; a fraction may follow it. */
    public int highestAltitude() {
        return highest;
    }
}
