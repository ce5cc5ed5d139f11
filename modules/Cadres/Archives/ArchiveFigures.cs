namespace OrgWork.Cadres;

/// <summary>Figures of the archives: how far the audit is and its look-back, and which key facts are open (I-C1–I-C3).</summary>
static class ArchiveFigures
{
    const string Group = "人事档案", Regulation = "干部人事档案工作条例";

    /// <summary>Whom an audit of the year took in, as it stood on the day; what its look-back found of the same file.</summary>
    static readonly Counted Audited = new()
    {
        Id = "audited-files", Title = "专项审核对象", Counter = "卷", ReadPermission = ArchiveFiles.Open, NumberPermission = ArchiveFiles.Read, RecordPath = "cadres/audit-items",
        Columns = [Field.Text("audit", "审核").Wide(), Field.Text("unit_name", "单位"), Field.Date("second_on", "复审日期"), Field.Code("second_result", "复审结果", ArchiveAudits.Results), Field.Date("closed_on", "办结日期"), Field.Date("reopened_on", "回头看重新列为问题")],
        Sql = """
            select i.id, i.locality_path, i.name as title, u.name as audit, i.unit_name, i.second_on, i.second_result, i.closed_on, i.reopened_on,
                   u.closed_on is null or u.closed_on >= {from} as is_running, coalesce(i.second_on <= {day}, false) as is_audited, coalesce(i.closed_on <= {day}, false) as is_closed, coalesce(i.reopened_on between {from} and {day}, false) as is_reopened,
                   exists (select from cadres.archive_audit v where v.source_id = u.id and v.kind = '2' and v.removed_at is null and v.began_on <= {day} and (v.closed_on is null or v.closed_on >= {from})) as is_looked_back,
                   exists (select from cadres.archive_audit_item b join cadres.archive_audit v on v.id = b.audit_id and v.kind = '2' where b.archive_id = i.archive_id and b.source_item_id = i.id and b.removed_at is null and b.first_on <= {day}) as is_rechecked
            from cadres.archive_audit_item i join cadres.archive_audit u on u.id = i.audit_id and u.removed_at is null where i.removed_at is null and u.kind = '1' and u.began_on <= {day}
            """,
    };

    static readonly Counted Determinations = new()
    {
        Id = "open-determinations", Title = "三龄两历一身份认定", Counter = "件", ReadPermission = ArchiveFiles.Open, NumberPermission = ArchiveFiles.Read, RecordPath = "cadres/determinations",
        Columns = [Field.Code("fact", "项目", ArchiveFacts.Kinds), Field.Text("stands", "名册登记为"), Field.Text("found", "档案记载为"), Field.Date("opened_on", "发现日期"), Field.Date("decided_on", "认定日期")],
        Sql = "select d.id, d.locality_path, d.name as title, d.fact, d.stands, d.found, d.opened_on, d.decided_on, not (d.state = '3' and d.decided_on <= {day}) as is_open from cadres.archive_determination d where d.removed_at is null and d.opened_on <= {day}",
    };

    public static readonly IReadOnlyList<Figure> All =
    [
        new() { Id = "archive-audit", Title = "档案专项审核完成率", Group = Group, Of = Audited, Where = "is_audited", OutOf = "is_running", Wanting = "is_running and not is_audited", WantingWords = "还没有审完的", Period = "专项", Formula = "已经复审的档案 ÷ 列入当年开展的专项审核的档案", Source = Regulation, Better = Better.Higher, Yellow = 100 },
        new() { Id = "archive-lookback", Title = "档案审核回头看复核率", Group = Group, Of = Audited, Where = "is_rechecked", OutOf = "is_looked_back and is_closed", Wanting = "is_looked_back and is_closed and not is_rechecked", WantingWords = "没有复核的", Period = "专项", Formula = "回头看已经复核的档案 ÷ 被复核的审核里已经办结的档案；抽查的不到 100%", Source = Regulation, Better = Better.Higher },
        new() { Id = "archive-reopened", Title = "回头看重新列为问题", Group = Group, Of = Audited, Where = "is_reopened", Period = "年", Formula = "当年回头看重新列为问题的档案", Source = Regulation, Better = Better.Lower, Yellow = 0 },
        new() { Id = "archive-determinations", Title = "三龄两历一身份待认定", Group = Group, Of = Determinations, Where = "is_open", Formula = "统计日还没有认定的（存疑的在内）", Source = Regulation, Better = Better.Lower, Red = 0 },
    ];
}
