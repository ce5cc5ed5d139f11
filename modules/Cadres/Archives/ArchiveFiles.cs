namespace OrgWork.Cadres;

/// <summary>干部人事档案 (C1.7): the paper file, its catalogue in ten classes, what is missing from it. Whoever opens the catalogue says what for, and that is on record.</summary>
public static class ArchiveFiles
{
    public const string Read = "cadres.archives.read", Open = "cadres.archives.open", Write = "cadres.archives.edit", Approve = "cadres.archives.approve", Determine = "cadres.archives.determine";

    /// <summary>档案条例: ten classes, the fourth and the ninth divided.</summary>
    public static readonly CodeSet Classes = new("archive_class", "档案类别", "干部人事档案工作条例",
    [
        new("1", "履历类"), new("2", "自传和思想类"), new("3", "考核鉴定类"), new("4-1", "学历学位"), new("4-2", "专业技术职务"), new("4-3", "学术科研"), new("4-4", "教育培训"), new("5", "政审、审计和审核类"), new("6", "党、团类"), new("7", "表彰奖励类"),
        new("8", "违规违纪违法处理处分类"), new("9-1", "工资"), new("9-2", "任免"), new("9-3", "出国（境）"), new("9-4", "会议代表"), new("A", "其他（十类）"),
    ]);
    public static readonly CodeSet States = new("archive_state", "状态", "本平台", [new("1", "在库"), new("2", "借出"), new("3", "转递中"), new("4", "已转出")]);

    public static readonly Register Register = new()
    {
        Id = "archives", Title = "干部人事档案", Noun = "档案", Counter = "卷", Table = "archive", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            (Field.Name() with { IsRequired = false }).ByDeed(), (Field.Row("cadre_id", "干部", "files") with { IsRequired = true }).Filter(), Field.Text("number", "档案编号", 40).Required().Listed().Sortable().Hinted("如 A-0123"), Field.Text("kept_at", "存放位置", 60).Required().Listed().Hinted("密集架、柜号"),
            Field.Number("volumes", "卷数", 1, 50).Required().DefaultsTo("1"), Field.Flag("is_digital", "已数字化").Listed().Filter(), Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Text("remark", "备注", 200),
        ],
        Rules = [ArchiveRules.LoanBack, ArchiveRules.ReceiptThere, ArchiveRules.FiledInTime, ArchiveRules.Complete],
        Conditions = [ReadyCondition.Of(ArchiveRules.LoanBack), ReadyCondition.Of(ArchiveRules.ReceiptThere), ReadyCondition.Of(ArchiveRules.FiledInTime), ReadyCondition.Of(ArchiveRules.Complete), new("借出", "state=2"), new("已数字化", "is_digital=1")],
        Actions = [new("三龄两历一身份", "cadres/archives/facts", Open, IsForOne: true)],
        Children = [Materials, Missing, Facts, Looks], Deeds = [FindMissing, ArchiveFacts.Compare],
    };

    /// <summary>The same files for those who may open them: how each stands in age, work, party and learning. Who keeps the shelves alone is not told of whom there is a doubt.</summary>
    public static readonly Register Compared = new()
    {
        Id = "archive-facts", Title = "三龄两历一身份比对", Noun = "档案", Counter = "卷", Table = "archive", IsLedger = true, ReadPermission = Open, WritePermission = Write,
        Fields = [Field.Name().ByDeed(), Field.Row("cadre_id", "干部", "files").Filter().ByDeed(), Field.Text("number", "档案编号").Listed().Sortable().ByDeed(), Field.Code("facts_state", "比对情况", ArchiveFacts.States).Listed().FirstFilter().ByDeed(), Field.Date("compared_on", "比对日期").Listed().ByDeed()],
        Rules = [ArchiveRules.FactsClear], Conditions = [ReadyCondition.Of(ArchiveRules.FactsClear), new("未审", "facts_state=1"), new("待补材料", "facts_state=2"), new("待认定", "facts_state=3") { Light = "yellow" }, new("存疑不得提拔", "facts_state=5") { Light = "red" }],
        Actions = [new("三龄两历一身份", "cadres/archives/facts", Open, IsForOne: true)],
    };

    /// <summary>Whoever is named in what somebody wrote: a name inside another is not that person, and the wide space stands inside a name of two characters.</summary>
    public static string[] NamesOf(string people) => [.. people.Replace("　", "", StringComparison.Ordinal).Split(['、', '，', ',', ' ', '；', ';', '/', '（', '）', '(', ')'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    static Register Materials => new()
    {
        Id = "materials", Title = "材料目录", Noun = "材料", Counter = "份", Table = "archive_material", ParentColumn = "archive_id", IsGuarded = true, ReadPermission = Open, WritePermission = Write,
        Fields = [Field.Code("class", "类别", Classes).Required().Listed(), Field.Number("number", "序号", 1, 999).Required().Listed(), Field.Text("name", "材料名称", 120).Required().Listed(), Formed, Field.Number("pages", "页数", 1, 2000).Required().Listed(), Field.Flag("is_copy", "复制件").Listed(), Field.Flag("is_digital", "已数字化").Listed(), Field.Text("remark", "备注", 100).Listed()],
    };

    static Register Missing => new()
    {
        Id = "missing", Title = "缺少材料", Noun = "缺少的材料", Counter = "份", Table = "archive_missing", ParentColumn = "archive_id", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Code("class", "类别", Classes).Required().Listed(), Field.Text("name", "缺少的材料", 120).Required().Listed(), Field.Text("grounds", "为什么应当有", 120).Required().Listed(), Field.Date("noted_on", "发现日期").Required().Listed().Past(),
            Field.Text("asked_of", "向谁要", 60).Listed(), Field.Date("due_on", "补齐期限").Listed(), Field.Date("received_on", "补齐（说明）日期").Listed().Past(), Field.Text("settled_words", "补齐情况", 200).Listed().Hinted("归入哪一类第几份；确实没有的，写明组织说明"),
        ],
    };

    static Register Facts => new()
    {
        Id = "entries", Title = "材料记载", Noun = "材料记载", Counter = "条", Table = "archive_fact", ParentColumn = "archive_id", IsGuarded = true, ReadPermission = Open, WritePermission = Write,
        Fields = [Field.Code("fact", "项目", ArchiveFacts.Kinds).Required().Listed(), Field.Text("material", "材料", 120).Required().Listed().Hinted("如 1998 年入团志愿书"), Formed, Field.Text("says", "记载为", 1000).Required().Listed().Hinted("出生、工作、入党写年月：1979.06；工作经历逐段写：2003.07--2009.03 县计划局科员；两种学历都有的，前面写明 全日制 或 在职"), Field.Text("remark", "说明", 200).Listed()],
    };

    /// <summary>Who has asked for the file, looked at it, taken it and brought it back.</summary>
    static Register Looks => new()
    {
        Id = "looks", Title = "查借阅", Noun = "查借阅", Counter = "次", Table = "archive_look", ParentColumn = "archive_id", IsLedger = true, RowPath = "cadres/archive-looks", ReadPermission = Read, WritePermission = Write,
        Fields = [Field.Text("people", "查（借）阅人").Listed(), Field.Code("kind", "方式", ArchiveLooks.Kinds).Listed(), Field.Text("reason", "事由").Listed(), Field.Date("handed_on", "取出日期").Listed(), Field.Date("until_on", "应还日期").Listed(), Field.Code("state", "状态", ArchiveLooks.States).Listed()],
    };

    public static Field Formed => Field.Text("formed", "形成时间", 10).Required().Listed().Hinted("1998 或 1998.07 或 1998.07.01，不知道的日、月不写");

    /// <summary>What must be there by what the record says of the person; one line for each thing that is not.</summary>
    static RegisterDeed FindMissing => new("find-missing", "核对缺件", Write)
    {
        Consequence = "按名册登记的情况核对目录：应有而没有的列入“缺少材料”，已列的不重复；已经补齐的在那里销号",
        Fields = [Field.Text("asked_of", "向谁要", 60).Required().Hinted("一般为干部所在单位"), Field.Date("due_on", "补齐期限").Required()],
        Done = async (db, deed, stop) =>
        {
            if (deed.Day("due_on") < Clock.Today) return "补齐期限已经过了";
            var years = (await RuleSettings.ReadAsync(db, stop)).For(ArchiveRules.Complete, deed.LocalityPath, Clock.Today).Int("years");
            await db.ExecuteAsync("""
                insert into archive_missing (archive_id, locality_path, rank_order, class, name, grounds, noted_on, asked_of, due_on, created_by, changed_by)
                select a.id, a.locality_path, row_number() over (order by w.class, w.name) * 10, w.class, w.name, w.grounds, @today, @asked, @due, @by, @by
                from archive a join cadre c on c.id = a.cadre_id cross join lateral (
                  select '1' as class, '干部履历表' as name, '每名干部应有' as grounds where not exists (select from archive_material m where m.archive_id = a.id and m.class = '1' and m.removed_at is null)
                  union all select '6', '入党志愿书', '政治面貌为中共党员' where c.politics in ('01', '02') and not exists (select from archive_material m where m.archive_id = a.id and m.class = '6' and m.name like '%入党志愿书%' and m.removed_at is null)
                  union all select '9-1', '工资审批材料', '每名干部应有' where not exists (select from archive_material m where m.archive_id = a.id and m.class = '9-1' and m.removed_at is null)
                  union all select '9-2', '干部任免审批表', '登记有职务层次' where c.level is not null and not exists (select from archive_material m where m.archive_id = a.id and m.class = '9-2' and m.removed_at is null)
                  union all select distinct '4-1', left(e.school || '毕业（学位）材料', 120), '学历学位表有这一条' from cadre_education e where e.cadre_id = c.id and e.removed_at is null and not exists (select from archive_material m where m.archive_id = a.id and m.class = '4-1' and position(e.school in m.name) > 0 and m.removed_at is null)
                  union all select '3', g.year || ' 年度考核登记表', '年度考核表有这一年' from cadre_assessment g where g.cadre_id = c.id and g.kind = '20' and g.year >= extract(year from @today::date) - @years and g.removed_at is null and not exists (select from archive_material m where m.archive_id = a.id and m.class = '3' and position(g.year::text in m.name) > 0 and m.removed_at is null)) w
                where a.id = @Id and not exists (select from archive_missing x where x.archive_id = a.id and x.class = w.class and x.name = w.name and x.removed_at is null) on conflict do nothing
                """, new { deed.Id, years, today = Clock.Today, asked = deed.Text("asked_of"), due = deed.Day("due_on"), by = db.Actor.Id }, stop);
            return null;
        },
    };
}

/// <summary>材料收集归档 (C1.7): what has come in is put in its place within the time that the rule gives; a missing item of that name is settled with it.</summary>
public static class ArchiveFilings
{
    static readonly CodeSet States = new("filing_state", "状态", "本平台", [new("1", "待归档"), new("2", "已归档"), new("3", "退回")]);

    public static readonly Register Register = new()
    {
        Id = "filings", Title = "材料归档", Noun = "归档任务", Counter = "件", Table = "archive_filing", ReadPermission = ArchiveFiles.Read, WritePermission = ArchiveFiles.Write,
        Fields =
        [
            Field.Text("name", "材料名称", 120).Required().Wide(), (Field.Row("archive_id", "档案", "archives") with { IsRequired = true, IsListed = true }), Field.Code("class", "类别", ArchiveFiles.Classes).Required().Listed().FirstFilter(), ArchiveFiles.Formed, Field.Number("pages", "页数", 1, 2000).Required().Listed(), Field.Text("sent_by", "送交单位（人）", 60).Required().Listed(),
            Field.Date("received_on", "收到日期").Required().Listed().Filter().Sortable().Past(), Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("filed_on", "归档（退回）日期").Listed().ByDeed(), Field.Text("filed_as", "归入").Listed().ByDeed(), Field.Text("filed_words", "说明", 200).ByDeed(),
        ],
        Rules = [ArchiveRules.FilingInTime], Conditions = [ReadyCondition.Of(ArchiveRules.FilingInTime), new("待归档", "state=1"), new("已归档", "state=2")],
        Deeds = [FileIt, SendBack],
    };

    static RegisterDeed FileIt => new("file", "归档", ArchiveFiles.Write)
    {
        Consequence = "材料接在这一类最后，记入目录；缺少材料里同类同名的随即销号",
        Fields = [Field.Date("filed_on", "归档日期").Required().Past()],
        Done = async (db, deed, stop) =>
        {
            var on = deed.Day("filed_on")!.Value;
            if (await db.FirstAsync<(Guid Archive, string Class, string Name, string Path, DateOnly Received, string State)?>("select f.archive_id, f.class, f.name, a.locality_path, f.received_on, a.state from archive_filing f join archive a on a.id = f.archive_id and a.removed_at is null where f.id = @Id and f.state = '1' for update of f, a", new { deed.Id }, stop) is not { } one) return "已经归档或退回，或者这卷档案已移入回收站";
            if (on < one.Received) return $"归档日期早于收到日期 {Dates.Format(one.Received)}";
            if (one.State != "1") return $"档案{ArchiveFiles.States.NameOf(one.State)}，不在库，不能归档";
            var number = await db.FirstAsync<int>("insert into archive_material (archive_id, locality_path, rank_order, class, number, name, formed, pages, created_by, changed_by) select f.archive_id, @Path, 0, f.class, (select coalesce(max(m.number), 0) + 1 from archive_material m where m.archive_id = f.archive_id and m.class = f.class), f.name, f.formed, f.pages, @by, @by from archive_filing f where f.id = @Id returning number", new { deed.Id, one.Path, by = db.Actor.Id }, stop);
            var place = $"{ArchiveFiles.Classes.NameOf(one.Class)}第 {number} 份";
            await db.ExecuteAsync("update archive_missing set received_on = @on, settled_words = @place, version = version + 1, changed_at = now(), changed_by = @by where archive_id = @Archive and class = @Class and received_on is null and removed_at is null and position(name in @Name) > 0", new { one.Archive, one.Class, one.Name, on, place = $"归入{place}", by = db.Actor.Id }, stop);
            if (await db.ExecuteAsync("update archive_filing set state = '2', filed_on = @on, filed_as = @place, version = version + 1, changed_at = now(), changed_by = @by where id = @Id and state = '1'", new { deed.Id, on, place, by = db.Actor.Id }, stop) == 0) return "已经归档或退回";
            await db.RecordAsync(new(DeedKind.Update, "archives", one.Archive, one.Path, deed.Title, [new("归档", null, $"{place}：{one.Name}")]), stop);
            return null;
        },
    };

    static RegisterDeed SendBack => new("send-back", "退回", ArchiveFiles.Write)
    {
        Consequence = "材料不合归档要求，退给送交单位；不再计入待归档",
        Fields = [Field.Date("filed_on", "退回日期").Required().Past(), Field.Text("filed_words", "为什么退回", 200).Required()],
        Done = async (db, deed, stop) => await db.ExecuteAsync("update archive_filing set state = '3', filed_on = @on, filed_words = @words, version = version + 1, changed_at = now(), changed_by = @by where id = @Id and state = '1' and received_on <= @on", new { deed.Id, on = deed.Day("filed_on"), words = deed.Text("filed_words"), by = db.Actor.Id }, stop) == 0 ? "已经归档或退回，或者退回早于收到" : null,
    };
}

/// <summary>查阅、借阅 (C1.8): asked for by two, approved by another than who entered it, taken out, brought back and checked.</summary>
public static class ArchiveLooks
{
    public static readonly CodeSet Kinds = new("look_kind", "方式", "干部人事档案工作条例", [new("1", "查阅"), new("2", "借阅")]);
    public static readonly CodeSet States = new("look_state", "状态", "本平台", [new("1", "待批"), new("2", "已批准"), new("3", "已取出"), new("4", "已归还"), new("5", "不批准")]);
    static readonly CodeSet Answers = new("look_answer", "审批结果", "本平台", [new("2", "批准"), new("5", "不批准")]);

    public static readonly Register Register = new()
    {
        Id = "archive-looks", Title = "档案查借阅", Noun = "查借阅", Counter = "次", Table = "archive_look", ReadPermission = ArchiveFiles.Read, WritePermission = ArchiveFiles.Write,
        Fields =
        [
            Field.Text("people", "查（借）阅人", 60).Required().Listed().Hinted("两人以上，用顿号隔开"), (Field.Row("archive_id", "档案", "archives") with { IsRequired = true, IsListed = true }).Filter(), Field.Code("kind", "方式", Kinds).Required().Listed().FirstFilter().DefaultsTo("1"), Field.Text("unit_name", "查（借）阅单位", 80).Required().Listed(), Field.Text("reason", "事由", 200).Required().Wide().Hinted("任前审核、政审、工资核定等"),
            Field.Date("wanted_on", "申请日期").Required().Listed().Filter().Sortable().Past(), Field.Date("until_on", "应还日期").Required().Listed().Hinted("查阅的为当天；借阅不超过规定的天数"), Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(),
            Field.Date("decided_on", "审批日期").ByDeed(), Field.Text("decided_by", "审批人").ByDeed(), Field.Text("decided_words", "审批意见").ByDeed(), Field.Date("handed_on", "取出日期").Listed().ByDeed(), Field.Text("handed_by", "经办人").ByDeed(), Field.Date("back_on", "归还日期").Listed().ByDeed(), Field.Text("back_words", "归还核对").ByDeed(),
        ],
        Rules = [ArchiveRules.LookBack], Conditions = [ReadyCondition.Of(ArchiveRules.LookBack), new("待批", "state=1") { Light = "yellow" }, new("已批准，待取", "state=2"), new("未归还", "state=3"), new("已归还", "state=4")],
        Deeds = [Decide, Hand, Back],
    };

    static RegisterDeed Decide => new("decide", "审批", ArchiveFiles.Approve)
    {
        Consequence = "批准的可以取出档案；不批准的到此为止，理由留下",
        Fields = [Field.Code("result", "结果", Answers).Required(), Field.Text("decided_words", "意见", 200).Required()],
        Done = async (db, deed, stop) =>
        {
            if (await db.FirstAsync<(string State, Guid? By, string People, string Owner, DateOnly Wanted, DateOnly Until, string Path)?>("select l.state, l.created_by, l.people, a.name, l.wanted_on, l.until_on, l.locality_path from archive_look l join archive a on a.id = l.archive_id where l.id = @Id", new { deed.Id }, stop) is not { State: "1" } one) return "已经审批过";
            var agreed = deed.Text("result") == "2";
            if (agreed && one.By == db.Actor.Id) return "登记申请的人不能自己批准，请由另一人审批";
            var people = ArchiveFiles.NamesOf(one.People);
            var settings = await RuleSettings.ReadAsync(db, stop);
            var terms = settings.For(ArchiveRules.LookBack, one.Path, Clock.Today);
            if (agreed && people.Length < terms.Int("people")) return $"查（借）阅须 {terms.Int("people")} 人以上，只写了 {people.Length} 人";
            if (agreed && ArchiveRules.NotOwn.Check(new() { IsOwn = people.Contains(one.Owner) }, settings.For(ArchiveRules.NotOwn, one.Path, Clock.Today)).Refuses) return $"任何人不得查（借）阅本人的档案：{one.Owner}";
            if (agreed && one.Until.DayNumber - one.Wanted.DayNumber > terms.Int("days")) return $"借期 {one.Until.DayNumber - one.Wanted.DayNumber} 天，超过 {terms.Int("days")} 天";
            return await db.ExecuteAsync("update archive_look set state = @state, decided_on = @today, decided_by = @By, decided_words = @words, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id and state = '1'", new { deed.Id, state = deed.Text("result"), today = Clock.Today, deed.By, words = deed.Text("decided_words"), actor = db.Actor.Id }, stop) == 0 ? "已经审批过" : null;
        },
    };

    static RegisterDeed Hand => new("hand", "取出", ArchiveFiles.Write)
    {
        Consequence = "档案记为借出，归还以前别人不能再取；查阅的在阅档室内、有人在场",
        Fields = [Field.Date("handed_on", "取出日期").Required().Past()],
        Done = async (db, deed, stop) =>
        {
            var on = deed.Day("handed_on")!.Value;
            if (await db.FirstAsync<(Guid Archive, string Path, string State, DateOnly? Decided, string People, string Reason)?>("select a.id, a.locality_path, a.state, l.decided_on, l.people, l.reason from archive_look l join archive a on a.id = l.archive_id and a.removed_at is null where l.id = @Id and l.state = '2' for update of l, a", new { deed.Id }, stop) is not { } one) return "还没有批准，或者已经取出";
            if (one.State != "1") return $"档案{ArchiveFiles.States.NameOf(one.State)}，现在取不出";
            if (on < one.Decided) return $"取出早于批准 {Dates.Format(one.Decided.Value)}";
            if (await db.ExecuteAsync("update archive_look set state = '3', handed_on = @on, handed_by = @By, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id and state = '2'", new { deed.Id, on, deed.By, actor = db.Actor.Id }, stop) == 0) return "还没有批准，或者已经取出";
            await db.ExecuteAsync("update archive set state = '2', version = version + 1, changed_at = now(), changed_by = @actor where id = @Archive", new { one.Archive, actor = db.Actor.Id }, stop);
            await db.RecordAsync(new(DeedKind.Reveal, "archives", one.Archive, one.Path, deed.Title, [new("取出档案", null, one.People)], one.Reason), stop);
            return null;
        },
    };

    static RegisterDeed Back => new("back", "归还", ArchiveFiles.Write)
    {
        Consequence = "档案回到在库；核对卷数、页数的结果留下",
        Fields = [Field.Date("back_on", "归还日期").Required().Past(), Field.Text("back_words", "归还核对", 200).Required().Hinted("卷数、份数、有无涂改抽换")],
        Done = async (db, deed, stop) =>
        {
            var on = deed.Day("back_on")!.Value;
            if (await db.FirstAsync<(Guid Archive, string Path, DateOnly Handed)?>("select a.id, a.locality_path, l.handed_on from archive_look l join archive a on a.id = l.archive_id where l.id = @Id and l.state = '3'", new { deed.Id }, stop) is not { } one) return "没有取出，或者已经归还";
            if (on < one.Handed) return $"归还早于取出 {Dates.Format(one.Handed)}";
            if (await db.ExecuteAsync("update archive_look set state = '4', back_on = @on, back_words = @words, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id and state = '3'", new { deed.Id, on, words = deed.Text("back_words"), actor = db.Actor.Id }, stop) == 0) return "没有取出，或者已经归还";
            await db.ExecuteAsync("update archive set state = '1', version = version + 1, changed_at = now(), changed_by = @actor where id = @Archive and state = '2'", new { one.Archive, actor = db.Actor.Id }, stop);
            await db.RecordAsync(new(DeedKind.Update, "archives", one.Archive, one.Path, deed.Title, [new("档案归还", null, deed.Text("back_words"))]), stop);
            return null;
        },
    };
}

/// <summary>档案转递 (C1.8): a list that goes with the files, by 机要 or by two sent for it, never by the person; the receipt comes back or is asked for.</summary>
public static class ArchiveTransfers
{
    static readonly CodeSet Ways = new("transfer_way", "转递方式", "干部人事档案工作条例", [new("1", "机要通信"), new("2", "专人送取")]);
    static readonly CodeSet States = new("transfer_state", "状态", "本平台", [new("1", "拟转"), new("2", "已发出，待回执"), new("3", "已收回执"), new("4", "退回")]);
    static readonly CodeSet Results = new("receipt_result", "结果", "本平台", [new("3", "收到回执"), new("4", "原件退回")]);

    public static readonly Register Register = new()
    {
        Id = "archive-transfers", Title = "档案转递", Noun = "转递单", Counter = "件", Table = "archive_transfer", ReadPermission = ArchiveFiles.Read, WritePermission = ArchiveFiles.Write,
        Fields =
        [
            Field.Text("receiver", "接收单位", 80).Required().Wide(), Field.Text("reason", "转递原因", 100).Required().Listed().Hinted("调动、退休、管理权限变化"), Field.Code("way", "转递方式", Ways).Required().Listed().DefaultsTo("1"), Field.Text("carriers", "送取人", 60).Required().Hinted("机要的写机要交接人；专人送取的写两人"),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Text("number", "转递单编号").Listed().ByDeed(), Field.Date("sent_on", "发出日期").Listed().Filter().Sortable().ByDeed(), Field.Date("receipt_on", "回执（退回）日期").Listed().ByDeed(), Field.Text("receipt_words", "回执内容").ByDeed(),
        ],
        Rules = [ArchiveRules.ReceiptBack], Conditions = [ReadyCondition.Of(ArchiveRules.ReceiptBack), new("拟转", "state=1"), new("待回执", "state=2"), new("已收回执", "state=3")],
        Children = [Sent], Deeds = [Send, Receipt],
    };

    static Register Sent => new()
    {
        Id = "items", Title = "转递清单", Noun = "转递的档案", Counter = "卷", Table = "archive_sent", ParentColumn = "archive_transfer_id", ReadPermission = ArchiveFiles.Read, WritePermission = ArchiveFiles.Write,
        Fields = [(Field.Row("archive_id", "档案", "archives") with { IsRequired = true, IsListed = true }), Field.Number("volumes", "卷数", 1, 50).Required().Listed().DefaultsTo("1"), Field.Number("materials", "材料份数", 0, 5000).Required().Listed(), Field.Text("remark", "说明", 100).Listed()],
    };

    static RegisterDeed Send => new("send", "发出", ArchiveFiles.Approve)
    {
        Consequence = "清单就此固定；清单上的档案记为转递中，不能再查借阅，等回执",
        Fields = [Field.Date("sent_on", "发出日期").Required().Past(), Field.Text("number", "转递单编号", 40).Required()],
        Done = async (db, deed, stop) =>
        {
            if (await db.FirstAsync<(string State, string Carriers, string Way)?>("select state, carriers, way from archive_transfer where id = @Id for update", new { deed.Id }, stop) is not { State: "1" } one) return "已经发出";
            var listed = await db.QueryAsync<(Guid Id, string Name, string State, string Path)>("select a.id, a.name, a.state, a.locality_path from archive_sent s join archive a on a.id = s.archive_id where s.archive_transfer_id = @Id and s.removed_at is null and a.removed_at is null order by a.id for update of a", new { deed.Id }, stop);
            if (listed.Count == 0) return "转递清单是空的，请先列上档案";
            var carriers = ArchiveFiles.NamesOf(one.Carriers);
            var settings = await RuleSettings.ReadAsync(db, stop);
            if (one.Way == "2" && ArchiveRules.Carried.Check(new() { Carriers = carriers.Length }, settings.For(ArchiveRules.Carried, deed.LocalityPath, Clock.Today)) is { Refuses: true } few) return few.Words;
            if (listed.FirstOrDefault(file => ArchiveRules.NotOwn.Check(new() { IsOwn = carriers.Contains(file.Name) }, settings.For(ArchiveRules.NotOwn, file.Path, Clock.Today)).Refuses) is { Name: not null } own) return $"干部本人不得转递自己的档案：{own.Name}";
            if (listed.FirstOrDefault(file => file.State != "1") is { Name: not null } away) return $"{away.Name}的档案{ArchiveFiles.States.NameOf(away.State)}，不在库";
            await db.ExecuteAsync("update archive_transfer set state = '2', sent_on = @on, number = @no, version = version + 1, changed_at = now(), changed_by = @by where id = @Id", new { deed.Id, on = deed.Day("sent_on"), no = deed.Text("number"), by = db.Actor.Id }, stop);
            foreach (var file in listed)
            {
                await db.ExecuteAsync("update archive set state = '3', version = version + 1, changed_at = now(), changed_by = @by where id = @Id", new { file.Id, by = db.Actor.Id }, stop);
                await db.RecordAsync(new(DeedKind.Update, "archives", file.Id, file.Path, file.Name, [new("转递", null, $"{deed.Title}，{deed.Text("number")}")]), stop);
            }
            return null;
        },
    };

    static RegisterDeed Receipt => new("receipt", "登记回执", ArchiveFiles.Write)
    {
        Consequence = "收到回执的，清单上的档案记为已转出；原件退回的，回到在库",
        Fields = [Field.Code("result", "结果", Results).Required(), Field.Date("receipt_on", "日期").Required().Past(), Field.Text("receipt_words", "回执内容", 200).Required().Hinted("接收人、核对卷数；退回的写原因")],
        Done = async (db, deed, stop) =>
        {
            var (on, result) = (deed.Day("receipt_on")!.Value, deed.Text("result"));
            if (await db.FirstAsync<(string State, DateOnly Sent)?>("select state, coalesce(sent_on, current_date) from archive_transfer where id = @Id", new { deed.Id }, stop) is not { State: "2" } one) return "还没有发出，或已登记过回执";
            if (on < one.Sent) return $"早于发出日期 {Dates.Format(one.Sent)}";
            if (await db.ExecuteAsync("update archive_transfer set state = @result, receipt_on = @on, receipt_words = @words, version = version + 1, changed_at = now(), changed_by = @by where id = @Id and state = '2'", new { deed.Id, result, on, words = deed.Text("receipt_words"), by = db.Actor.Id }, stop) == 0) return "还没有发出，或已登记过回执";
            await db.ExecuteAsync("update archive set state = @state, version = version + 1, changed_at = now(), changed_by = @by where id in (select archive_id from archive_sent where archive_transfer_id = @Id and removed_at is null) and state = '3'", new { deed.Id, state = result == "3" ? "4" : "1", by = db.Actor.Id }, stop);
            return null;
        },
    };
}
