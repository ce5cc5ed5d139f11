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
            Field.Text("name", "姓名", 36).Required().Listed(), (Field.Row("recruitment_id", "选聘批次", "recruitments") with { IsRequired = true }).FirstFilter(), Field.Text("department", "接收部门", 100).Required().Wide().Hinted("与批次的接收部门一致"), Field.Code("education", "全日制学历", StandardCodes.Education).Required().Listed().FirstFilter(), Field.Code("degree", "学位", StandardCodes.Degree), Field.Text("school", "毕业院校", 120).Required().Listed(), Field.Text("major", "所学专业", 60), Field.Code("sex", "性别", StandardCodes.Sex), Field.Date("birth_on", "出生日期").Past(), Field.Text("post", "岗位", 60),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("offered_on", "发聘书日期").Listed().ByDeed(), Field.Text("document_no", "聘书文号").ByDeed(), Field.Date("entered_on", "到岗日期").Listed().Filter().ByDeed(), Field.Date("declined_on", "放弃日期").ByDeed(), Field.Text("declined_words", "放弃原因").ByDeed(),
            Field.Date("handed_on", "人才部门移交").Filter().ByDeed(), Field.Row("cadre_id", "干部名册", "files").Filter().ByDeed(),
        ],
        Conditions = [new("拟聘", "state=1"), new("发了聘书没有到岗", "state=2") { Light = "yellow" }, new("已到岗", "state=3") { Light = "green" }, new("放弃", "state=4"), new("人才部门移交的", "handed_on.from=1900.01.01"), new("到岗没有干部档案", "state=3&cadre_id.none=1") { Light = "yellow" }],
        Actions = [new("建干部档案", "cadres/recruitment/enrol", "cadres.files.edit", IsForOne: true, Writes: true)],
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
            OneStatement.Deed("tie", "对上干部名册", Write, "这个人的选聘经过和干部档案从此连在一起", "update recruit r set cadre_id = @cadre_id, version = r.version + 1, changed_at = now(), changed_by = @by from cadre c where r.id = @id and r.state = '3' and r.cadre_id is null and c.id = @cadre_id and c.name = r.name and c.removed_at is null", "还没有到岗，已经对上，或干部名册上不是这个姓名", Field.Row("cadre_id", "干部名册", "files").Required()),
        ],
    };

    /// <summary>As the talent module tells it.</summary>
    public sealed record PostgraduateAppointed(Guid Round, string RoundTitle, int Year, DateOnly AnnouncedOn, string? DocumentNo, string Name, string? Sex, DateOnly? BirthOn, string Education, string? Degree, string School, string Department, string Post, int Wanted, DateOnly AppointedOn, string AppointmentNo);

    /// <summary>研究生选聘 of the talent module: once appointed, who was selected stands here with the batch and the department, and is not entered again.</summary>
    public static readonly Listener Listener = Listener.To<PostgraduateAppointed>("talent.postgraduate_appointed", 1, async (db, told, stop) =>
    {
        var (one, path) = (told.Content, told.LocalityPath);
        var args = new { id = told.Subject, path, one.Round, one.RoundTitle, one.Year, one.AnnouncedOn, one.DocumentNo, one.Name, one.Sex, one.BirthOn, one.Education, one.Degree, one.School, one.Department, one.Post, one.Wanted, one.AppointedOn, one.AppointmentNo };
        if (await db.FirstAsync<bool>("select exists (select from recruit where id = @id)", args, stop)) return;
        var batch = await db.FirstAsync<Guid?>("select id from recruitment where (id = @Round or locality_path = @path and name = @RoundTitle) and removed_at is null order by id <> @Round limit 1", args, stop);
        if (batch is null)
        {
            batch = one.Round;
            await db.ExecuteAsync("insert into recruitment (id, locality_path, rank_order, name, year, education_least, announced_on, document_no, conditions) values (@Round, @path, @Year, @RoundTitle, @Year, '11', @AnnouncedOn, @DocumentNo, '人才部门选聘，聘用后移交') on conflict (id) do nothing", args, stop);
            await db.RecordAsync(new(DeedKind.Create, "recruitments", one.Round, path, one.RoundTitle, [new("来自", null, "人才模块的研究生选聘")]), stop);
        }
        await db.ExecuteAsync("insert into recruitment_place (recruitment_id, locality_path, rank_order, department, planned) values (@batch, @path, 10, @Department, @Wanted) on conflict (recruitment_id, department) where removed_at is null do nothing", new { batch, path, one.Department, one.Wanted }, stop);
        await db.ExecuteAsync("insert into recruit (id, locality_path, rank_order, name, recruitment_id, department, post, education, degree, school, sex, birth_on, state, offered_on, document_no, entered_on, handed_on) values (@id, @path, 0, @Name, @batch, @Department, @Post, @Education, @Degree, @School, @Sex, @BirthOn, '3', @AppointedOn, @AppointmentNo, @AppointedOn, org.today())",
            new { args.id, path, one.Name, batch, one.Department, one.Post, one.Education, one.Degree, one.School, one.Sex, one.BirthOn, one.AppointedOn, one.AppointmentNo }, stop);
        await db.RecordAsync(new(DeedKind.Create, "recruits", told.Subject, path, one.Name, [new("人才部门移交", null, $"{one.Department}{one.Post}，{one.AppointmentNo}")]), stop);
    });

    static readonly Counted Entered = new()
    {
        Id = "recruits-entered", Title = "选聘到岗人员", ReadPermission = Read, RecordPath = "cadres/recruits",
        Columns = [Field.Text("department", "接收部门").Wide(), Field.Code("education", "全日制学历", StandardCodes.Education), Field.Date("entered_on", "到岗日期")],
        Sql = "select r.id, r.locality_path, r.name as title, r.department, r.education, r.entered_on from cadres.recruit r where r.removed_at is null and r.state = '3' and r.entered_on between {from} and {day}",
    };

    public static readonly IReadOnlyList<Figure> Figures = [new() { Id = "postgraduates-recruited", Title = "选聘全日制研究生学历干部", Group = "任免", Of = Entered, Where = "left(education, 1) = '1'", Period = "年", Formula = "当年选聘到岗、全日制学历为研究生的人数", Source = "选聘批次（本平台）", Better = Better.Higher }];
}
