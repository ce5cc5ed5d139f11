namespace OrgWork.Cadres;

/// <summary>关键指标和重点项目 (C6.15): each names the cadres who answer for it, and their pages show how it stands.</summary>
public static class KeyWorks
{
    static readonly CodeSet Kinds = new("key_work_kind", "类别", "本平台", [new("1", "关键指标"), new("2", "重点项目")]);
    public static readonly CodeSet Duties = new("key_duty", "责任", "本平台", [new("1", "牵头领导"), new("2", "分管领导"), new("3", "具体负责")]);

    public static readonly Register Register = new()
    {
        Id = "key-works", Title = "指标和项目", Noun = "指标（项目）", Counter = "项", Table = "key_work", ReadPermission = Assessing.Read, WritePermission = Assessing.Write,
        Fields =
        [
            Field.Text("name", "名称", 100).Required().Wide(), Field.Code("kind", "类别", Kinds).Required().Listed().FirstFilter(), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter(), Field.Text("lead_unit", "责任单位", 60).Required().Listed(), Field.Text("target", "年度目标", 200).Required().Listed(), Field.Date("due_on", "完成期限").Required().Listed().Filter().Sortable(),
            Field.Number("progress", "进度（%）", 0, 100).Listed().ByDeed(), Field.Text("present", "目前情况", 300).Listed().ByDeed(), Field.Date("reported_on", "更新日期").Listed().ByDeed(),
        ],
        Rules = [MoreAssessmentRules.Named, MoreAssessmentRules.WorkInTime],
        Conditions = [ReadyCondition.Of(MoreAssessmentRules.Named), ReadyCondition.Of(MoreAssessmentRules.WorkInTime), new("关键指标", "kind=1"), new("重点项目", "kind=2"), new("已完成", "progress.from=100")],
        Children = [Persons],
        Deeds =
        [
            new("report", "更新进展", Assessing.Write)
            {
                Consequence = "责任干部的综合页和“我的干部档案”随即显示新的情况",
                Fields = [Field.Number("progress", "进度（%）", 0, 100).Required(), Field.Text("present", "目前情况", 300).Required(), Field.Date("reported_on", "更新日期").Required().Past()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update key_work set progress = @progress, present = @present, reported_on = @on, version = version + 1, changed_at = now(), changed_by = @by where id = @Id and coalesce(reported_on, @on) <= @on", new { deed.Id, progress = deed.Values["progress"], present = deed.Text("present"), on = deed.Day("reported_on"), by = db.Actor.Id }, stop) == 0 ? "更新日期早于上一次" : null,
            },
        ],
    };

    static Register Persons => new()
    {
        Id = "persons", Title = "责任干部", Noun = "责任干部", Counter = "人", Table = "key_person", ParentColumn = "key_work_id", ReadPermission = Assessing.Read, WritePermission = Assessing.Write,
        Fields = [Field.Code("duty", "责任", Duties).Required().Listed(), (Field.Row("cadre_id", "干部", "files") with { IsRequired = true, IsListed = true }), Field.Date("since_on", "自何日起").Required().Listed().Past(), Field.Date("until_on", "至何日").Listed().Hinted("调离的填写")],
    };
}

/// <summary>其他工作纳入考核 (C6.16): another office registers what of its work is to count, with weight and source; once a year all of it is approved under one document and fixed for the year.</summary>
public static class OutsideItems
{
    public const string Read = "cadres.outside-items.read", Propose = "cadres.outside-items.edit";

    static readonly CodeSet Areas = new("outside_field", "工作领域", "本平台", [new("grassroots", "基层党建"), new("talent", "人才工作"), new("department", "部门自身建设"), new("programmes", "专项工作"), new("other", "其他部门")]);
    static readonly CodeSet Objects = new("outside_objects", "考核对象", "本平台", [new("1", "县（市、区）"), new("2", "乡镇（街道）"), new("3", "市直、县直部门")]);
    static readonly CodeSet States = new("outside_state", "状态", "本平台", [new("1", "待审批"), new("2", "已纳入"), new("3", "不纳入")]);

    public static readonly Register Register = new()
    {
        Id = "outside-items", Title = "其他工作纳入考核", Noun = "考核内容", Counter = "项", Table = "outside_item", ReadPermission = Read, WritePermission = Propose,
        Fields =
        [
            Field.Text("name", "考核内容", 100).Required().Wide().Hinted("如 校地合作"), Field.Number("year", "考核年度", 2000, 2100).Required().Listed().FirstFilter(), Field.Code("field", "工作领域", Areas).Required().Listed().FirstFilter(), Field.Code("objects", "考核对象", Objects).Required().Listed().FirstFilter().DefaultsTo("1"), Field.Number("weight", "权重（分）", 1, 100).Required().Listed(),
            Field.Text("data_source", "数据来源", 100).Required().Listed().Hinted("哪个模块的哪个指标，或哪个部门提供"), Field.Text("standard", "评分标准", 300).Required(), Field.Text("proposed_by", "提出单位", 60).Required().Listed(), Field.Text("contact", "联系人", 36),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("decided_on", "审批日期").Listed().ByDeed(), Field.Text("document_no", "批准文号").Listed().ByDeed(), Field.Text("decided_words", "审批意见", 300).ByDeed(),
        ],
        Conditions = [new("待审批", "state=1") { Light = "yellow" }, new("已纳入", "state=2"), new("不纳入", "state=3")],
        Deeds =
        [
            new("approve", "批准纳入", Assessing.Decide)
            {
                Consequence = "选中的一并纳入当年考核，权重和评分标准当年不再改；每年只批准一次，批准以后同一年度的不再受理",
                Fields = [Field.Date("decided_on", "审批日期").Required().Past(), Field.Text("document_no", "批准文号", 60).Required(), Field.Text("decided_words", "审批意见", 300)],
                Done = async (db, deed, stop) =>
                {
                    var no = deed.Text("document_no");
                    var (year, state) = await db.FirstAsync<(int, string)>("select year, state from outside_item where id = @Id", new { deed.Id }, stop);
                    if (state != "1") return "已经审批";
                    if (await db.FirstAsync<string>("select document_no from outside_item where locality_path = @LocalityPath and year = @year and state = '2' and document_no <> @no and removed_at is null limit 1", new { deed.LocalityPath, year, no }, stop) is { } earlier) return $"{year} 年度已按 {earlier} 批准过，每年只批准一次；列入下一年度";
                    var sum = await db.FirstAsync<int>("select coalesce(sum(weight), 0)::int from outside_item where locality_path = @LocalityPath and year = @year and objects = (select objects from outside_item where id = @Id) and (state = '2' or id = @Id) and removed_at is null", new { deed.LocalityPath, year, deed.Id }, stop);
                    var most = (await RuleSettings.ReadAsync(db, stop)).For(MoreAssessmentRules.OutsideWeight, deed.LocalityPath, Clock.Today).Int("most");
                    if (sum > most) return $"同一考核对象纳入的各项合计 {sum} 分，超过 {most} 分（{MoreAssessmentRules.OutsideWeight.Title}）";
                    await db.ExecuteAsync("update outside_item set state = '2', decided_on = @on, document_no = @no, decided_words = @words, version = version + 1, changed_at = now(), changed_by = @by where id = @Id", new { deed.Id, on = deed.Day("decided_on"), no, words = deed.Text("decided_words"), by = db.Actor.Id }, stop);
                    return null;
                },
            },
            new("refuse", "不纳入", Assessing.Decide)
            {
                Consequence = "提出单位看到理由；可以列入下一年度再提",
                Fields = [Field.Date("decided_on", "审批日期").Required().Past(), Field.Text("decided_words", "理由", 300).Required()],
                Done = async (db, deed, stop) => await db.ExecuteAsync("update outside_item set state = '3', decided_on = @on, decided_words = @words, version = version + 1, changed_at = now(), changed_by = @by where id = @Id and state = '1'", new { deed.Id, on = deed.Day("decided_on"), words = deed.Text("decided_words"), by = db.Actor.Id }, stop) == 0 ? "已经审批" : null,
            },
        ],
    };
}
