namespace OrgWork.Host;

/// <summary>Proving the record is itself a deed, and its result is kept for the auditor's page.</summary>
static class AuditDeeds
{
    public static async Task KeepAsync(Db db, AuditReport report, CancellationToken stop)
    {
        await db.ExecuteAsync("insert into audit.verification (by_name, entries, faults, words) values (@Name, @Entries, @faults, @Words)", new { db.Actor.Name, report.Entries, faults = report.Faults.Count, report.Words }, stop);
        await db.RecordAsync(new(DeedKind.Verify, "audit", Title: "操作记录", Changes: [new("条数", null, $"{report.Entries}"), new("结论", null, report.IsWell ? "属实" : $"发现 {report.Faults.Count} 处问题")]), stop);
    }
}
