namespace OrgWork.Cadres;

/// <summary>表现突出人选 (C3.14): fed by special assessments, front-line records, awards and the units; each is followed up, and “used” is what the ledger of appointments says.</summary>
public static class Nominations
{
    static readonly CodeSet Sources = new("nomination_source", "来源", "本平台", [new("1", "专项考核"), new("2", "一线考察"), new("3", "表彰奖励"), new("4", "单位推荐")]);
    public static readonly CodeSet States = new("nomination_state", "后续", "本平台", [new("1", "待研究"), new("2", "已提拔或进一步使用"), new("3", "暂未使用"), new("4", "不适宜")]);
    static readonly CodeSet Results = new("nomination_result", "研究结果", "本平台", [new("2", "已提拔或进一步使用"), new("3", "暂未使用"), new("4", "不适宜")]);

    public static readonly Register Register = new()
    {
        Id = "nominations", Title = "表现突出人选", Noun = "人选", Counter = "人", Table = "nomination", ReadPermission = Appointing.Read, WritePermission = Appointing.Act,
        Fields =
        [
            Field.Text("name", "姓名", 36).Required().Listed(), (Field.Row("cadre_id", "干部档案", "files") with { IsRequired = true }).Filter(), Field.Code("source", "来源", Sources).Required().Listed().FirstFilter().DefaultsTo("4"), Field.Text("words", "突出表现", 600).Required().Wide(), Field.Date("noted_on", "提出日期").Required().Listed().Filter().Sortable().Past(), Field.Text("noted_by", "提出单位", 60).Required().Listed(),
            Field.Code("state", "后续", States).Listed().FirstFilter().ByDeed(), Field.Date("followed_on", "研究日期").Listed().ByDeed(), Field.Text("followed_reason", "理由", 300).ByDeed(), Field.Text("used_as", "使用情况", 200).Listed().ByDeed(),
        ],
        Rules = [MoreAssessmentRules.Followed],
        Conditions = [ReadyCondition.Of(MoreAssessmentRules.Followed), new("待研究", "state=1"), new("已提拔或进一步使用", "state=2") { Light = "green" }, new("暂未使用", "state=3"), new("不适宜", "state=4")],
        Deeds =
        [
            new("follow", "登记后续", Appointing.Act)
            {
                Consequence = "已使用的以任免台账为准，台账里没有提拔或进一步使用的不能登记；暂未使用的以后还可以再研究",
                Fields = [Field.Code("result", "研究结果", Results).Required(), Field.Date("followed_on", "研究日期").Required().Past(), Field.Text("followed_reason", "理由", 300).Required()],
                Done = async (db, deed, stop) =>
                {
                    string? used = null;
                    if (deed.Text("result") == "2")
                    {
                        used = await db.FirstAsync<string>("""
                            select to_char(e.effective_on, 'YYYY.MM.DD') || ' ' || case e.kind when '1' then '提拔任职' else '进一步使用' end || '：' || e.unit_name || e.post_name from appointment_entry e join nomination n on n.cadre_id = e.cadre_id
                            where n.id = @Id and e.change = '1' and e.kind in ('1', '2') and e.effective_on >= n.noted_on order by e.effective_on limit 1
                            """, new { deed.Id }, stop);
                        if (used is null) return "任免台账里没有提出日期以后的提拔或进一步使用";
                    }
                    return await db.ExecuteAsync("update nomination set state = @state, followed_on = @on, followed_reason = @reason, used_as = @used, version = version + 1, changed_at = now(), changed_by = @by where id = @Id and state <> '2' and noted_on <= @on", new { deed.Id, state = deed.Text("result"), on = deed.Day("followed_on"), reason = deed.Text("followed_reason"), used, by = db.Actor.Id }, stop) == 0 ? "已经登记为已使用，或研究日期早于提出日期" : null;
                },
            },
        ],
    };

    static readonly Counted Counted = new()
    {
        Id = "nominations", Title = "表现突出人选", ReadPermission = Appointing.Read, RecordPath = "cadres/nominations",
        Columns = [Field.Code("source", "来源", Sources), Field.Date("noted_on", "提出日期"), Field.Code("state", "后续", States), Field.Text("used_as", "使用情况").Wide()],
        Sql = "select n.id, n.locality_path, n.name as title, n.source, n.noted_on, case when n.followed_on <= {day} then n.state else '1' end as state, case when n.followed_on <= {day} then n.used_as end as used_as from cadres.nomination n where n.removed_at is null and n.noted_on <= {day}",
    };

    public static readonly IReadOnlyList<Figure> Figures =
    [
        new() { Id = "outstanding-used", Title = "表现突出干部提拔或进一步使用", Group = "任免", Of = Counted, Where = "state = '2'", Formula = "表现突出人选中，任免台账记有提拔任职或进一步使用的人数", Source = "任免台账（本平台）" },
        new() { Id = "outstanding-share", Title = "表现突出人选使用率", Group = "任免", Of = Counted, Where = "state = '2'", OutOf = "true", Formula = "已提拔或进一步使用 ÷ 表现突出人选", Source = "任免台账（本平台）", Better = Better.Higher },
    ];
}
