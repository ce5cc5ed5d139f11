namespace OrgWork.Cadres;

/// <summary>换届会议 (C4.10): each team's congress with those put up for it, the list submitted upward and approved, and what the ballot came to. Who is put up is as confidential as what becomes of members.</summary>
public static class TermCongresses
{
    static readonly CodeSet States = new("term_congress_state", "状态", "本平台", [new("1", "筹备"), new("2", "已呈报"), new("3", "已批复"), new("4", "已选举")]);
    public static readonly CodeSet Results = new("nominee_result", "结果", "本平台", [new("1", "当选"), new("2", "未当选"), new("3", "票数相等，须重选")]);

    public static string StateOf(string state) => States.NameOf(state);

    public static readonly Register Register = new()
    {
        Id = "term-congresses", Title = "换届会议", Noun = "会议", Counter = "次", Table = "term_congress", ReadPermission = TermChanges.Read, WritePermission = TermChanges.Write,
        Fields =
        [
            Field.Text("name", "会议", 120).Required().Wide(), (Field.Row("term_change_id", "换届工作", "term-changes") with { IsRequired = true }).FirstFilter(), (Field.Row("team_id", "班子", "teams") with { IsRequired = true }).Filter(), Field.Code("meeting", "会议类别", TermChanges.Meetings).Required().Listed().FirstFilter(), Field.Date("planned_on", "计划召开").Listed().Filter().Sortable(),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("submitted_on", "呈报日期").Listed().ByDeed(), Field.Text("submitted_to", "呈报机关").ByDeed(), Field.Text("returned_why", "退回理由").ByDeed(), Field.Date("approved_on", "批复日期").ByDeed(), Field.Text("approved_by", "批复机关").ByDeed(), Field.Text("approved_no", "批复文号").Listed().ByDeed(), Field.Date("held_on", "选举日期").Listed().ByDeed(),
        ],
        Conditions = [new("筹备", "state=1"), new("已呈报，没有批复", "state=2") { Light = "yellow" }, new("已批复，没有选举", "state=3"), new("过期没有选举", "state=1,2,3&planned_on.to=-1d") { Light = "red" }, new("已选举", "state=4") { Light = "green" }],
        Actions = [new("选票", "cadres/term-change/ballots", TermChanges.Persons, IsForOne: true)],
        Children = [Nominees], Deeds = [Submit, Return, Approve], Documents = [NominationPaper.Document],
    };

    static Register Nominees => new()
    {
        Id = "nominees", Title = "候选人预备人选", Noun = "人选", Counter = "人", Table = "term_nominee", ParentColumn = "term_congress_id", ReadPermission = TermChanges.Persons, WritePermission = TermChanges.Arrange,
        Fields =
        [
            Field.Text("name", "姓名", 36).Listed().Hinted("选了干部的不用填"), Field.Row("cadre_id", "干部", "files"), Field.Text("post", "拟任职务", 120).Required().Listed().Hinted("写班子台账里的职位名称，如 镇党委书记；委员候选人写 委员"), Field.Text("origin", "单位和职务", 200).Hinted("不在干部名册里的人选填"),
            Field.Date("submitted_on", "呈报日期").ByDeed(), Field.Text("approved_no", "批复文号").ByDeed(), Field.Number("present", "实到").ByDeed(), Field.Number("votes_for", "赞成").Listed().ByDeed(), Field.Number("votes_against", "不赞成").Listed().ByDeed(), Field.Number("votes_abstain", "弃权").Listed().ByDeed(), Field.Code("result", "结果", Results).Listed().ByDeed(), Field.Date("elected_on", "当选日期").Listed().ByDeed(), Field.Flag("is_written_in", "另选他人").ByDeed(),
        ],
    };

    static RegisterDeed Submit => new("submit", "呈报预备人选", TermChanges.Arrange)
    {
        Consequence = "名单呈报上级，固定下来；要改的先退回重报。呈报名单在“打印文书”里出",
        Fields = [Field.Date("submitted_on", "呈报日期").Required().Past(), Field.Text("submitted_to", "呈报机关", 60).Required().Hinted("如 县委")],
        Done = async (db, deed, stop) =>
        {
            if (await db.FirstAsync<int>("select count(*)::int from term_nominee where term_congress_id = @Id and removed_at is null", new { deed.Id }, stop) == 0) return "还没有候选人预备人选";
            if (await db.ExecuteAsync("update term_congress set state = '2', submitted_on = @submitted_on, submitted_to = @submitted_to, returned_why = null, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '1'", OneStatement.Said(db, deed), stop) == 0) return "已经呈报";
            await db.ExecuteAsync("update term_nominee set submitted_on = @submitted_on, version = version + 1, changed_at = now(), changed_by = @by where term_congress_id = @id and removed_at is null", OneStatement.Said(db, deed), stop);
            return null;
        },
    };

    static RegisterDeed Return => OneStatement.Deed("return", "退回重报", TermChanges.Arrange, "名单又可以改，改好再呈报", "update term_congress set state = '1', returned_why = @returned_why, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '2'", "没有呈报，或已经批复", Field.Text("returned_why", "退回理由", 300).Required());

    static RegisterDeed Approve => new("approve", "登记批复", TermChanges.Arrange)
    {
        Consequence = "预备人选经上级批准，可以提交会议选举",
        Fields = [Field.Date("approved_on", "批复日期").Required().Past(), Field.Text("approved_by", "批复机关", 60).Required(), Field.Text("approved_no", "批复文号", 60).Required()],
        Done = async (db, deed, stop) =>
        {
            if (await db.ExecuteAsync("update term_congress set state = '3', approved_on = @approved_on, approved_by = @approved_by, approved_no = @approved_no, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '2' and submitted_on <= @approved_on", OneStatement.Said(db, deed), stop) == 0) return "没有呈报、已经批复，或批复早于呈报";
            await db.ExecuteAsync("update term_nominee set approved_no = @approved_no, version = version + 1, changed_at = now(), changed_by = @by where term_congress_id = @id and removed_at is null", OneStatement.Said(db, deed), stop);
            return null;
        },
    };

    /// <summary>What a change still lacks before it is done: of every team its congress, the ballot, the steps signed, the stages.</summary>
    public static async Task<IReadOnlyList<string>> LackingAsync(Db db, Guid project, CancellationToken stop)
    {
        var teams = await db.QueryAsync<(Guid Id, string Name, int Congresses, string? Unheld, int Unsigned, int Stages)>($"""
            select x.id, x.name, c.congresses, c.unheld, k.unsigned, s.stages from ({TermChange.BoardModel.TeamsSql}) x
            cross join lateral (select count(*)::int as congresses, string_agg(case when c.state < '4' then c.name || '（' || (array['筹备', '已呈报', '已批复'])[c.state::int] || '）' end, '、' order by c.meeting) as unheld from term_congress c where c.term_change_id = @id and c.team_id = x.id and c.removed_at is null) c
            cross join lateral (select count(*)::int as unsigned from term_check k join term_congress c on c.id = k.congress_id and c.removed_at is null where c.term_change_id = @id and c.team_id = x.id and k.state = '1' and k.removed_at is null) k
            cross join lateral (select count(*)::int as stages from term_stage s where s.term_change_id = @id and s.removed_at is null and not exists (select from term_team d where d.stage_id = s.id and d.team_id = x.id and d.removed_at is null)) s
            """, new { id = project }, stop);
        if (teams.Count == 0) return ["这一层级没有班子"];
        var lacking = new List<string>();
        foreach (var team in teams)
        {
            if (team.Congresses == 0) lacking.Add($"{team.Name}还没有列会议");
            if (team.Unheld is { } unheld) lacking.Add($"{unheld}还没有选举结果");
            if (team.Unsigned > 0) lacking.Add($"{team.Name}程序核对还有 {team.Unsigned} 步没有签");
            if (team.Stages > 0) lacking.Add($"{team.Name}还有 {team.Stages} 个阶段没有完成");
        }
        return lacking;
    }
}

/// <summary>候选人预备人选呈报名单: what goes upward, from those put up.</summary>
static class NominationPaper
{
    sealed record Person(Guid Congress, string Name, string? Sex, string? Nation, DateOnly? BirthOn, string? Education, string? Politics, string? Present, string Post);

    static readonly Layout Layout = new(Paper.Official, new PaperLine("{会议}候选人预备人选呈报名单") { Font = PaperFont.Title, Size = 22, Align = PaperAlign.Centre, Leading = 36 },
        new PaperLine("呈报：{呈报机关}　　　共 {人数} 名　　　批复文号：{批复文号}") { Size = 11, Leading = 20, Indent = 2, Above = 12 },
        new PaperGrid([10, 22, 12, 14, 22, 20, 40, 26], new PaperRow(10, new("序"), new("姓名"), new("性别"), new("民族"), new("出生年月"), new("学历"), new("现任职务"), new("拟任职务")) { IsHead = true }, new PaperRow(12, new("{序}"), new("{姓名}"), new("{性别}"), new("{民族}"), new("{出生}"), new("{学历}"), new("{现任}"), new("{拟任}")) { Each = "人选表", Grows = true }) { Size = 11 },
        new PaperLine("{落款}") { Font = PaperFont.FangSong, Size = 16, Leading = 29, Align = PaperAlign.End, IndentEnd = 2, Above = 24 }, new PaperLine("{日期}") { Font = PaperFont.FangSong, Size = 16, Leading = 29, Align = PaperAlign.End, IndentEnd = 2 });

    public static readonly Document Document = new()
    {
        Id = "nomination-list", Title = "候选人预备人选呈报名单", Permission = TermChanges.Persons, TemplatePermission = "cadres.documents.templates", RequiredTags = ["会议", "人数"], Layout = _ => Layout,
        Options = [Field.Text("organ", "落款", 60).Hinted("不填即本地党委组织部"), Field.Date("on", "落款日期").Hinted("不填即今天")],
        Fill = async request =>
        {
            var ids = request.Ids.ToArray();
            var congresses = await request.Db.QueryAsync<(Guid Id, string Name, string Path, string? To, string? No)>("select id, name, locality_path, submitted_to, approved_no from term_congress where id = any(@ids)", new { ids }, request.Stop);
            var people = (await request.Db.QueryAsync<Person>("""
                select n.term_congress_id as congress, n.name, c.sex, c.nation, c.birth_on, coalesce(c.full_time_education, c.in_service_education) as education, c.politics, coalesce(c.post_title, n.origin) as present, n.post
                from term_nominee n left join cadre c on c.id = n.cadre_id where n.term_congress_id = any(@ids) and not n.is_written_in and n.removed_at is null order by n.rank_order, n.id
                """, new { ids }, request.Stop)).ToLookup(one => one.Congress);
            return [.. congresses.OrderBy(one => Array.IndexOf(ids, one.Id)).Select(one => new DocumentCopy(one.Id, one.Name, "", one.Path, new DocumentContent()
                .Text("会议", one.Name).Text("呈报机关", one.To ?? "").Text("批复文号", one.No ?? "").Text("人数", $"{people[one.Id].Count()}").Text("落款", request.TextOf("organ") is { Length: > 0 } organ ? organ : request.Locality.Name + "委组织部").Text("日期", FormText.LongDate(request.DayOf("on")))
                .Rows("人选表", people[one.Id].Select((person, n) => new DocumentContent().Text("序", $"{n + 1}").Text("姓名", FieldText.Padded(person.Name)).Text("性别", person.Sex is { } sex ? StandardCodes.Sex.NameOf(sex) : "").Text("民族", person.Nation is { } nation ? StandardCodes.Nation.NameOf(nation) : "")
                    .Text("出生", person.BirthOn is { } birth ? $"{Month.Of(birth)}" : "").Text("学历", person.Education is { } education ? StandardCodes.Education.NameOf(education) : "").Text("现任", person.Present ?? "").Text("拟任", person.Post)))) { Warnings = people[one.Id].Any() ? [] : ["还没有候选人预备人选"] })];
        },
    };
}
