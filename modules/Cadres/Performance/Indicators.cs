namespace OrgWork.Cadres;

/// <summary>实绩考核 (C6.7) and its indicators (C6.8): a set for a kind of unit and a year, fixed once it is in force; points reckoned from target and actual, each with how it was obtained.</summary>
public static class Indicators
{
    static readonly CodeSet States = new("indicator_state", "状态", "本平台", [new("1", "拟订"), new("2", "启用"), new("3", "停用")]);
    public static readonly CodeSet Directions = new("indicator_direction", "方向", "本平台", [new("1", "越高越好"), new("2", "越低越好")]);
    public static readonly CodeSet Rules = new("indicator_rule", "计分办法", "本平台", [new("1", "按完成率"), new("2", "达标得分"), new("3", "按名次")]);

    public static readonly Register Register = new()
    {
        Id = "indicator-sets", Title = "实绩考核指标", Noun = "指标体系", Counter = "套", Table = "indicator_set", ReadPermission = Assessing.Read, WritePermission = Assessing.Write,
        Fields =
        [
            Field.Text("name", "指标体系", 80).Required().Wide().Hinted("如 2026 年度县直部门实绩考核指标"), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter(), Field.Code("unit_kind", "适用单位类别", CadreCodes.TeamKind).Required().Listed().FirstFilter(), Field.Number("edition", "版次", 1, 99).Required().Listed().DefaultsTo("1"), Field.Number("cap", "完成率封顶（%）", 100, 200).Required().DefaultsTo("100").Hinted("超额完成最多按多少计，如 120"),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("enabled_on", "启用日期").Listed().ByDeed(), Field.Text("enabled_by", "批准机关").ByDeed(), Field.Text("document_no", "批准文号").Listed().ByDeed(), Field.LongText("remark", "说明", 500),
        ],
        Conditions = [new("拟订", "state=1"), new("启用", "state=2"), new("停用", "state=3")],
        Actions = [new("得分和名次", "cadres/performance", Assessing.Read, IsForOne: true)], Children = [Items], Deeds = [Enable, Stop],
    };

    static Register Items => new()
    {
        Id = "indicators", Title = "指标", Noun = "指标", Counter = "项", Table = "indicator", ParentColumn = "indicator_set_id", ReadPermission = Assessing.Read, WritePermission = Assessing.Write,
        Fields =
        [
            Field.Text("name", "指标", 100).Required().Listed(), Field.Text("measure", "计量单位", 20).Required().Listed().Hinted("如 亿元、%、个"), Field.Text("owner", "责任（评价）部门", 60).Required().Listed(), Field.Text("data_source", "数据来源", 100).Required().Listed(), Field.Code("direction", "方向", Directions).Required().Listed().DefaultsTo("1"),
            Field.Number("weight", "权重（分）", 1, 100).Required().Listed().Hinted("各项合计 100"), Field.Code("rule", "计分办法", Rules).Required().Listed().DefaultsTo("1"), Field.Text("remark", "口径", 300),
        ],
    };

    static RegisterDeed Enable => new("enable", "批准启用", Assessing.Decide)
    {
        Consequence = "启用后指标和权重固定，各单位按它填报和计分；同一年度、同一类单位以前的版次停用",
        Fields = [Field.Date("enabled_on", "启用日期").Required().Past(), Field.Text("enabled_by", "批准机关", 60).Required(), Field.Text("document_no", "批准文号", 60).Required()],
        Done = async (db, deed, stop) =>
        {
            var sum = await db.FirstAsync<int>("select coalesce(sum(weight), 0)::int from indicator where indicator_set_id = @Id and removed_at is null", new { deed.Id }, stop);
            if (sum != 100) return $"各项权重合计 {sum} 分，应为 100 分";
            await db.ExecuteAsync("update indicator_set o set state = '3', version = o.version + 1, changed_at = now(), changed_by = @by from indicator_set n where n.id = @Id and o.id <> n.id and o.locality_path = n.locality_path and o.year = n.year and o.unit_kind = n.unit_kind and o.state = '2' and o.removed_at is null", new { deed.Id, by = db.Actor.Id }, stop);
            return await db.ExecuteAsync("update indicator_set set state = '2', enabled_on = @on, enabled_by = @organ, document_no = @no, version = version + 1, changed_at = now(), changed_by = @by where id = @Id and state = '1'", new { deed.Id, on = deed.Day("enabled_on"), organ = deed.Text("enabled_by"), no = deed.Text("document_no"), by = db.Actor.Id }, stop) == 0 ? "已经启用或停用" : null;
        },
    };

    static RegisterDeed Stop => new("stop", "停用", Assessing.Decide)
    {
        Consequence = "不再填报和计分，已有的结果保留",
        Done = async (db, deed, stop) => await db.ExecuteAsync("update indicator_set set state = '3', version = version + 1, changed_at = now(), changed_by = @by where id = @Id and state = '2'", new { deed.Id, by = db.Actor.Id }, stop) == 0 ? "没有启用" : null,
    };
}
