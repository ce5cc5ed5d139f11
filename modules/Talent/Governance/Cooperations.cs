using static OrgWork.Talent.TalentWork;

namespace OrgWork.Talent;

public sealed record CooperationFacts
{
    [KnownAs("核验的协议", Unit = "份")] public int? Agreements { get; init; }
    [KnownAs("核验的成果", Unit = "项")] public int? Results { get; init; }
    [KnownAs("得分")] public int? Points { get; init; }
}

/// <summary>校地合作 between a county or an enterprise and a school, with its results; what is verified counts in the county's appraisal.</summary>
public static class Cooperations
{
    public const string Read = Members.Read, Edit = Members.Edit;
    static readonly DateOnly Day = new(2026, 11, 21);

    public static readonly CodeSet Kind = new("cooperation_kind", "成果类别", "人才、科研、实习、培训", [new("1", "人才到岗"), new("2", "科研项目、成果转化"), new("3", "学生实习"), new("4", "培训"), new("9", "其他")]);

    public static readonly Rule<CooperationFacts> Points = new()
    {
        Id = "talent.cooperations.points", Title = "校地合作计入县（市、区）绩效考核的分值", WhenBroken = "校地合作没有得满分", Basis = Basis.Practice("县（市、区）绩效考核办法（本地）"), Severity = Severity.Remind, Text = "得分＝当年核验的协议×分值＋当年核验的成果×分值，不超过这一项的满分。",
        Parameters = [new("agreement", "每份协议", 2, "分", Stricter.Free) { Max = 100 }, new("result", "每项成果", 1, "分", Stricter.Free) { Max = 100 }, new("most", "这一项满分", 10, "分", Stricter.Free) { Min = 1, Max = 100 }],
        Test = new([nameof(CooperationFacts.Agreements), nameof(CooperationFacts.Results)], "agreements * {agreement} + results * {result} >= {most}", (f, t) => Finding.Of(f.Agreements!.Value * t["agreement"] + f.Results!.Value * t["result"] >= t["most"], $"协议 {f.Agreements} 份、成果 {f.Results} 项，得 {Math.Min(t["most"], f.Agreements.Value * t["agreement"] + f.Results.Value * t["result"]):0.#} 分，满分 {t["most"]:0}")),
        Examples = [new("四份协议、两项成果", new() { Agreements = 4, Results = 2 }, Day, Outcome.Met), new("一份协议", new() { Agreements = 1, Results = 0 }, Day, Outcome.Broken)],
    };

    public static readonly Register Register = new()
    {
        Id = "cooperations", Title = "校地合作", Noun = "合作", Counter = "项", Table = "cooperation", ReadPermission = Read, WritePermission = Edit, EndedColumn = "ended_on",
        Fields =
        [
            Field.Text("title", "合作", 100).Required().Wide(), Field.Text("school", "高校院所", 60).Required().Listed(), Field.Row("employer_id", "合作企业", "employers").Filter().Hinted("与企业合作的填"), Field.Text("agreement_no", "协议编号", 60).Required(), Field.Date("signed_on", "签约").Required().Listed().FirstFilter().Sortable().Past(), Field.Date("ends_on", "协议期至").Required().Listed().Filter(),
            Field.Text("contact", "本地联系人", 36).Required(), Field.Text("school_contact", "校方联系人", 36).Required(), Field.LongText("items", "合作事项", 500).Required(), Field.Date("verified_on", "核验").Listed().FirstFilter().ByDeed(), Field.Text("verified_by", "核验人").ByDeed(), Field.Date("ended_on", "终止").Filter().ByDeed(),
        ],
        Conditions = [new("待核验", "verified_on.none=1") { Light = "yellow" }, new("已核验", "verified_on.from=1900.01.01"), new("协议到期", "ends_on.to=-1d") { Light = "yellow" }],
        Actions = [new("绩效得分", "talent/governance/cooperation", Read)],
        Children =
        [
            new()
            {
                Id = "results", Title = "合作成果", Noun = "成果", Counter = "项", Table = "cooperation_result", ParentColumn = "cooperation_id", BeganColumn = "achieved_on", ReadPermission = Read, WritePermission = Edit,
                Fields = [Field.Text("words", "成果", 200).Required().Wide(), Field.Code("kind", "类别", Kind).Required().Listed(), Field.Date("achieved_on", "日期").Required().Listed().Past(), Field.Text("evidence", "佐证", 100).Required(), Field.Date("verified_on", "核验").Listed().ByDeed(), Field.Text("verified_by", "核验人").ByDeed()],
            },
        ],
        Deeds =
        [
            new("verify", "核验", Edit)
            {
                Consequence = "协议和登记了的成果一并核验，计入县（市、区）绩效得分；登记的人不能自己核验", Fields = [Field.Date("on", "日期").Required().Past()],
                Done = async (db, deed, stop) =>
                {
                    var args = new { deed.Id, deed.By, on = deed.Day("on"), actor = db.Actor.Id };
                    var agreement = await db.ExecuteAsync("update cooperation set verified_on = @on, verified_by = @By, version = version + 1 where id = @Id and verified_on is null and signed_on <= @on and created_by is distinct from @actor", args, stop);
                    var results = await db.ExecuteAsync("update cooperation_result r set verified_on = @on, verified_by = @By, version = r.version + 1 from cooperation c where c.id = @Id and r.cooperation_id = c.id and c.verified_on is not null and r.verified_on is null and r.removed_at is null and r.achieved_on <= @on and r.created_by is distinct from @actor", args, stop);
                    return agreement + results == 0 ? "没有要核验的；登记的人不能自己核验，日期不早于签约和成果" : null;
                },
            },
            Deed("end", "终止", Edit, "不再计入以后年度", "update cooperation set ended_on = @on, version = version + 1 where id = @id and ended_on is null and signed_on <= @on", "已经终止，或日期早于签约", Field.Date("on", "日期").Required().Past()),
        ],
    };
}
