namespace OrgWork.Cadres;

/// <summary>选聘高学历干部充实经济部门 (C3.12): a batch with what schooling it asks, which departments receive how many, who was offered a place, who came. Counted by year and by department.</summary>
public static class Recruitments
{
    const string Read = Appointing.Read, Write = Appointing.Act;
    public static readonly CodeSet States = new("recruit_state", "状态", "本平台", [new("1", "拟聘"), new("2", "已发聘书"), new("3", "已到岗"), new("4", "放弃")]);

    public static readonly Register Register = new()
    {
        Id = "recruitments", Title = "选聘批次", Noun = "选聘批次", Counter = "批", Table = "recruitment", ReadPermission = Read, WritePermission = Write,
        Fields = [Field.Text("name", "选聘批次", 100).Required().Wide().Hinted("如 2026 年选聘全日制研究生充实经济部门"), Field.Number("year", "年度", 2000, 2100).Required().Listed().FirstFilter().Sortable(), Field.Code("education_least", "全日制学历不低于", StandardCodes.Education).Required().Listed(), Field.Date("announced_on", "公告日期").Required().Listed().Past(), Field.Text("document_no", "公告文号", 60).Listed(), Field.LongText("conditions", "其他条件", 1000)],
        Actions = [new("按年度和部门", "cadres/recruitment", Read)],
        Children = [Places, People],
    };

    static Register Places => new()
    {
        Id = "places", Title = "接收部门", Noun = "接收部门", Counter = "个", Table = "recruitment_place", ParentColumn = "recruitment_id", ReadPermission = Read, WritePermission = Write,
        Fields = [Field.Text("department", "接收部门", 100).Required().Listed().Hinted("写单位全称"), Field.Number("planned", "计划人数", 1, 500).Required().Listed(), Field.Code("specialty", "专业门类", CadreCodes.Specialty).Listed()],
    };

    static Register People => new()
    {
        Id = "people", Title = "选聘人员", Noun = "选聘人员", Counter = "人", Table = "recruit", ParentColumn = "recruitment_id", IsLedger = true, RowPath = "cadres/recruits", ReadPermission = Read, WritePermission = Write,
        Fields = [Field.Text("name", "姓名").Listed(), Field.Text("department", "接收部门").Listed(), Field.Code("education", "全日制学历", StandardCodes.Education).Listed(), Field.Code("state", "状态", States).Listed(), Field.Date("entered_on", "到岗日期").Listed()],
    };

    public static readonly Register Recruits = new()
    {
        Id = "recruits", Title = "选聘人员", Noun = "选聘人员", Counter = "人", Table = "recruit", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("name", "姓名", 36).Required().Listed(), (Field.Row("recruitment_id", "选聘批次", "recruitments") with { IsRequired = true }).FirstFilter(), Field.Text("department", "接收部门", 100).Required().Wide().Hinted("与批次的接收部门一致"), Field.Code("education", "全日制学历", StandardCodes.Education).Required().Listed().FirstFilter(), Field.Text("school", "毕业院校", 120).Required().Listed(), Field.Text("major", "所学专业", 60), Field.Date("birth_on", "出生日期").Past(),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("offered_on", "发聘书日期").Listed().ByDeed(), Field.Text("document_no", "聘书文号").ByDeed(), Field.Date("entered_on", "到岗日期").Listed().Filter().ByDeed(), Field.Date("declined_on", "放弃日期").ByDeed(), Field.Text("declined_words", "放弃原因").ByDeed(),
        ],
        Conditions = [new("拟聘", "state=1"), new("发了聘书没有到岗", "state=2") { Light = "yellow" }, new("已到岗", "state=3") { Light = "green" }, new("放弃", "state=4")],
        Deeds =
        [
            new("offer", "发聘书", Write)
            {
                Consequence = "占接收部门的一个名额；学历低于批次要求的、部门名额已满的不能发",
                Fields = [Field.Date("offered_on", "发聘书日期").Required().Past(), Field.Text("document_no", "聘书文号", 60).Required()],
                Done = async (db, deed, stop) =>
                {
                    if (await db.FirstAsync<(string State, bool IsLow, int? Planned, int Given, DateOnly From, string Department)?>("""
                        select r.state, left(r.education, 1) > left(b.education_least, 1), p.planned, (select count(*)::int from recruit x where x.recruitment_id = r.recruitment_id and x.department = r.department and x.state in ('2', '3') and x.removed_at is null), b.announced_on, r.department
                        from recruit r join recruitment b on b.id = r.recruitment_id left join recruitment_place p on p.recruitment_id = b.id and p.department = r.department and p.removed_at is null where r.id = @Id
                        """, new { deed.Id }, stop) is not { State: "1" } one) return "已经发过聘书，或已经放弃";
                    if (one.IsLow) return "全日制学历低于批次的要求";
                    if (one.Planned is not { } planned) return $"“{one.Department}”不是这一批的接收部门";
                    if (one.Given >= planned) return $"{one.Department}计划 {planned} 人，聘书已经发满";
                    if (deed.Day("offered_on") < one.From) return $"发聘书早于公告 {Dates.Format(one.From)}";
                    return await db.ExecuteAsync("update recruit set state = '2', offered_on = @on, document_no = @no, version = version + 1, changed_at = now(), changed_by = @by where id = @Id and state = '1'", new { deed.Id, on = deed.Day("offered_on"), no = deed.Text("document_no"), by = db.Actor.Id }, stop) == 0 ? "已经发过聘书" : null;
                },
            },
            OneStatement.Deed("enter", "到岗", Write, "计入当年、接收部门的到岗人数", "update recruit set state = '3', entered_on = @entered_on, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '2' and offered_on <= @entered_on", "还没有发聘书，或到岗早于发聘书", Field.Date("entered_on", "到岗日期").Required().Past()),
            OneStatement.Deed("decline", "放弃", Write, "名额空出，可以递补", "update recruit set state = '4', declined_on = @declined_on, declined_words = @declined_words, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state in ('1', '2')", "已经到岗或放弃", Field.Date("declined_on", "放弃日期").Required().Past(), Field.Text("declined_words", "原因", 200).Required()),
        ],
    };

    static readonly Counted Entered = new()
    {
        Id = "recruits-entered", Title = "选聘到岗人员", ReadPermission = Read, RecordPath = "cadres/recruits",
        Columns = [Field.Text("department", "接收部门").Wide(), Field.Code("education", "全日制学历", StandardCodes.Education), Field.Date("entered_on", "到岗日期")],
        Sql = "select r.id, r.locality_path, r.name as title, r.department, r.education, r.entered_on from cadres.recruit r where r.removed_at is null and r.state = '3' and r.entered_on between {from} and {day}",
    };

    public static readonly IReadOnlyList<Figure> Figures = [new() { Id = "postgraduates-recruited", Title = "选聘全日制研究生学历干部", Group = "任免", Of = Entered, Where = "left(education, 1) = '1'", Period = "年", Formula = "当年选聘到岗、全日制学历为研究生的人数", Source = "选聘批次（本平台）", Better = Better.Higher }];
}
