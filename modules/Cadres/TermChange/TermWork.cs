namespace OrgWork.Cadres;

/// <summary>
/// What a term change is made of beside its project (C4.4, 4.5, 4.9, 4.11, 4.13, 4.14, 4.17): policies and what each sets, surveys beforehand, inspection of whole teams, moves before the change,
/// circulated cases and who studied them, supervision, and how units compare meanwhile.
/// </summary>
public static class TermWork
{
    const string Read = TermChanges.Read, Write = TermChanges.Write, Decide = TermChanges.Decide, Persons = TermChanges.Persons, Arrange = TermChanges.Arrange;

    static readonly CodeSet PolicyKinds = new("term_policy_kind", "类别", "本平台", [new("1", "年龄界限"), new("2", "任期和职数"), new("3", "班子结构"), new("4", "推荐和选举程序"), new("5", "换届纪律"), new("6", "新的改革举措")]);
    static readonly CodeSet PolicyStates = new("term_policy_state", "状态", "本平台", [new("1", "待落实"), new("2", "已落实")]);
    static readonly CodeSet PolicyTargets = new("term_policy_target", "落实到", "本平台", [new("1", "继续提名的年龄界限（岁）"), new("2", "同一职务最长任期（年）"), new("3", "推荐次序（0 先谈话后会议，1 可以先会议）"), new("4", "班子结构要求"), new("5", "不设参数，供掌握")]);
    static readonly CodeSet SurveyStates = new("term_survey_state", "状态", "本平台", [new("1", "计划"), new("2", "已调研")]);
    static readonly CodeSet InspectionStates = new("term_inspection_state", "状态", "本平台", [new("1", "考察中"), new("2", "已有报告")]);
    static readonly CodeSet Standings = new("term_inspected_standing", "身份", "本平台", [new("1", "现任成员"), new("2", "提名人选")]);
    public static readonly CodeSet MoveKinds = new("term_move_kind", "方式", "党政领导干部交流工作规定", [new("1", "交流"), new("2", "轮岗"), new("3", "从优秀年轻干部中配备"), new("4", "挂职锻炼"), new("5", "退出班子")]);
    public static readonly CodeSet MoveStates = new("term_move_state", "状态", "本平台", [new("1", "计划"), new("2", "已到位"), new("3", "取消")]);
    static readonly CodeSet StudyStates = new("warning_study_state", "状态", "本平台", [new("1", "待学习"), new("2", "已学习"), new("3", "已交体会")]);
    static readonly CodeSet StudyForms = new("warning_study_form", "方式", "本平台", [new("1", "会议传达"), new("2", "专题学习讨论"), new("3", "传阅"), new("4", "观看警示片")]);
    static readonly CodeSet SupervisionKinds = new("term_supervision_kind", "方式", "本平台", [new("1", "组织监督"), new("2", "民主监督"), new("3", "专项巡察")]);
    static readonly CodeSet SupervisionStates = new("term_supervision_state", "状态", "本平台", [new("1", "计划"), new("2", "已检查")]);
    public static readonly CodeSet Headings = new("term_heading", "比什么", "本平台", [new("1", "比发展"), new("2", "比贡献"), new("3", "比形象"), new("4", "比品格")]);

    static Field Project => (Field.Row("term_change_id", "换届工作", "term-changes") with { IsRequired = true, IsListed = true }).FirstFilter();
    static Field Team => Field.Row("team_id", "班子台账", "teams") with { IsRequired = true };

    // 换届政策库 C4.4

    public static readonly Register Policies = new()
    {
        Id = "term-policies", Title = "换届政策", Noun = "政策事项", Counter = "项", Table = "term_policy", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("name", "政策事项", 120).Required().Wide().Hinted("如 继续提名人选的年龄界限"), Field.Code("kind", "类别", PolicyKinds).Required().Listed().FirstFilter(), Field.Text("document_title", "文件名称", 200).Required(), Field.Text("document_no", "文号", 60).Required().Listed(), Field.Text("issued_by", "制定机关", 100).Required(), Field.Date("issued_on", "印发日期").Required().Listed().Filter().Sortable().Past(),
            Field.LongText("old_rule", "原规定", 1000).Hinted("上一届怎样规定，没有的不填"), Field.LongText("new_rule", "新规定", 1000).Required(),
            Field.Code("state", "状态", PolicyStates).Listed().FirstFilter().ByDeed(), Field.Date("carried_on", "落实日期").Listed().ByDeed(), Field.Text("carried_to", "落实到").ByDeed(),
        ],
        Rules = [TermWorkRules.Carried, TermWorkRules.Read], Conditions = [ReadyCondition.Of(TermWorkRules.Carried), ReadyCondition.Of(TermWorkRules.Read), new("已落实", "state=2") { Light = "green" }],
        Children = [Readers],
        Deeds =
        [
            new("carry", "落实到参数", "cadres.rules.edit")
            {
                Consequence = "落实到年龄界限、任期、次序的，从生效之日起规则的数按新规定，进退留转和推荐次序照新数核对，规则页面留下依据；结构要求的数在要求的台账里改，这里记下落实到哪一条",
                Fields = [Field.Code("target", "落实到", PolicyTargets).Required(), Field.Number("value", "数值", 0, 100).Hinted("年龄界限、任期、次序的必填"), Field.Row("requirement_id", "结构要求", "requirements").Hinted("落实到班子结构要求的必选；还没有的先在要求的台账登记"), Field.Date("from_on", "生效日期").Hinted("年龄界限、任期、次序的必填")],
                Done = CarryAsync,
            },
            new("read", "确认已学", Write)
            {
                Consequence = "以您的名义确认已经学习掌握这项政策",
                Done = async (db, deed, stop) => await db.FirstAsync<long>("""
                    with mine as (select id from term_reader where term_policy_id = @Id and removed_at is null and (account_id = @actor or account_id is null and name = @By) order by account_id nulls last limit 1),
                    marked as (update term_reader r set read_on = @today, account_id = @actor, version = r.version + 1, changed_at = now(), changed_by = @actor from mine where r.id = mine.id and r.read_on is null returning 1),
                    added as (insert into term_reader (term_policy_id, locality_path, name, account_id, read_on, created_by) select @Id, @LocalityPath, @By, @actor, @today, @actor where not exists (select from mine) returning 1)
                    select (select count(*) from marked) + (select count(*) from added)
                    """, new { deed.Id, deed.LocalityPath, deed.By, today = Clock.Today, actor = db.Actor.Id }, stop) == 0 ? "已经确认过" : null,
            },
        ],
    };

    static Register Readers => new()
    {
        Id = "readers", Title = "学习确认", Noun = "参加人员", Counter = "人", Table = "term_reader", ParentColumn = "term_policy_id", ReadPermission = Read, WritePermission = Write,
        Fields = [Field.Text("name", "姓名", 36).Required().Listed().Hinted("参加换届工作的人员，与账号姓名一致"), Field.Text("office", "单位", 60).Listed(), Field.Date("read_on", "确认日期").Listed().ByDeed()],
    };

    static async Task<string?> CarryAsync(Db db, RowDeed deed, CancellationToken stop)
    {
        var target = deed.Text("target")!;
        var policy = await db.FirstAsync<(string Name, string No, string State)>("select name, document_no, state from term_policy where id = @Id", new { deed.Id }, stop);
        if (policy.State == "2") return "已经落实";
        string words;
        if (target is "1" or "2" or "3")
        {
            if (deed.Values["value"] is not int value) return "请填数值";
            var (rule, parameter) = target switch { "1" => ((Rule)TermChangeRules.Age, "most"), "2" => (TermChangeRules.Tenure, "years"), _ => (BatchRules.TalkFirst, "order") };
            if (deed.Day("from_on") is not { } from) return "请填生效日期";
            if (from < Clock.Today) return "生效日期不能早于今天";
            try
            {
                await db.FirstAsync<Guid?>("select org.set_rule_parameter(@rule, @parameter, (select id from org.locality where path = @LocalityPath), @value, @from, @no, @reason, @By)", new { rule = rule.Id, parameter, deed.LocalityPath, value = (decimal)value, from, no = policy.No, reason = policy.Name, deed.By }, stop);
            }
            catch (Npgsql.PostgresException refused) when (refused.SqlState is "OW010" or "OW011" or "OW012" or "OW013" or "42501")
            {
                await db.DisposeAsync();
                return refused.MessageText;
            }
            words = $"规则“{rule.Title}”：{value}，自 {Dates.Format(from)}";
        }
        else if (target == "4")
        {
            if (deed.Values["requirement_id"] is not Guid requirement) return "请选择结构要求";
            if (await db.FirstAsync<string>("select name from team_requirement where id = @requirement and removed_at is null", new { requirement }, stop) is not { } asked) return "没有这条结构要求";
            words = $"结构要求“{asked}”";
        }
        else
            words = "不设参数，供掌握";
        await db.ExecuteAsync("update term_policy set state = '2', carried_on = @today, carried_to = @words, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id", new { deed.Id, today = Clock.Today, words, actor = db.Actor.Id }, stop);
        return null;
    }

    // 先期调研 C4.5

    /// <summary>On the project: a survey for each team of its level that has none.</summary>
    public static RegisterDeed PlanSurveys => new("surveys", "列先期调研计划", Arrange)
    {
        Consequence = "这一层级的班子每个列一项先期调研；已经有的不变",
        Fields = [Field.Date("planned_on", "计划日期").Required(), Field.Text("group_lead", "调研组组长", 60).Required()],
        Done = async (db, deed, stop) => await db.ExecuteAsync($"""
            insert into term_survey (locality_path, rank_order, name, term_change_id, team_id, planned_on, group_lead, created_by, changed_by)
            select t.locality_path, (row_number() over (order by t.locality_path, t.rank_order, t.id))::int, t.name, @id, t.id, @planned_on, @group_lead, @by, @by from team t where t.id in (select x.id from ({TermChange.BoardModel.TeamsSql}) x) on conflict (term_change_id, team_id) where removed_at is null do nothing
            """, OneStatement.Said(db, deed), stop) == 0 ? "这一层级的班子都已经有先期调研" : null,
    };

    public static readonly Register Surveys = new()
    {
        Id = "term-surveys", Title = "先期调研", Noun = "先期调研", Counter = "项", Table = "term_survey", ReadPermission = Persons, WritePermission = Arrange,
        Fields =
        [
            Field.Text("name", "班子", 100).Required().Wide(), Project, Team, Field.Date("planned_on", "计划日期").Required().Listed().Filter().Sortable(), Field.Text("group_lead", "调研组组长", 60).Required().Listed(), Field.Text("members", "组员", 200),
            Field.Code("state", "状态", SurveyStates).Listed().FirstFilter().ByDeed(), Field.Date("held_on", "调研日期").Listed().ByDeed(), Field.Number("visits", "走访（处）").ByDeed(), Field.Number("talks", "谈话（人）").Listed().ByDeed(), Field.Number("issued", "发出问卷").ByDeed(), Field.Number("returned", "收回问卷").Listed().ByDeed(), Field.LongText("findings", "班子运行情况").ByDeed(), Field.LongText("problems", "主要问题").ByDeed(),
        ],
        Conditions = [new("还没有调研", "state=1"), new("过期没有调研", "state=1&planned_on.to=-1d") { Light = "red" }, new("已调研", "state=2") { Light = "green" }],
        Children = [Surveyed],
        Deeds =
        [
            new("conclude", "登记调研结果", Arrange)
            {
                Consequence = "调研结束，对干部的了解和建议送进退留转名单，也作为分析研判的材料；此后不再改",
                Fields = [Field.Date("held_on", "调研日期").Required().Past(), Field.Number("visits", "走访（处）", 0, 1000).Required(), Field.Number("talks", "谈话（人）", 1, 5000).Required(), Field.Number("issued", "发出问卷", 0, 10000).Required(), Field.Number("returned", "收回问卷", 0, 10000).Required(), Field.LongText("findings", "班子运行情况", 2000).Required(), Field.LongText("problems", "主要问题", 1000)],
                Done = async (db, deed, stop) =>
                {
                    if (deed.Values["returned"] is int back && deed.Values["issued"] is int sent && back > sent) return "收回问卷不能多于发出";
                    if (await db.ExecuteAsync("update term_survey set state = '2', held_on = @held_on, visits = @visits, talks = @talks, issued = @issued, returned = @returned, findings = @findings, problems = @problems, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '1'", OneStatement.Said(db, deed), stop) == 0) return "已经登记过结果";
                    await db.ExecuteAsync("update disposition d set suggested = p.suggestion, survey_words = p.words, version = d.version + 1, changed_at = now(), changed_by = @by from term_survey s join term_survey_person p on p.term_survey_id = s.id and p.removed_at is null where s.id = @id and d.term_change_id = s.term_change_id and d.cadre_id = p.cadre_id and d.removed_at is null", OneStatement.Said(db, deed), stop);
                    return null;
                },
            },
        ],
    };

    static Register Surveyed => new()
    {
        Id = "persons", Title = "对干部的了解", Noun = "干部", Counter = "人", Table = "term_survey_person", ParentColumn = "term_survey_id", ReadPermission = Persons, WritePermission = Arrange,
        Fields = [Field.Text("words", "了解的情况", 500).Required().Listed(), (Field.Row("cadre_id", "干部", "files") with { IsRequired = true, IsListed = true }), Field.Code("suggestion", "建议", TermChanges.Ways).Listed()],
    };

    // 换届考察 C4.9

    public static readonly Register Inspections = new()
    {
        Id = "term-inspections", Title = "换届考察", Noun = "班子考察", Counter = "个", Table = "term_inspection", ReadPermission = Persons, WritePermission = Arrange,
        Fields =
        [
            Field.Text("name", "班子", 100).Required().Wide(), Project, Team, Field.Text("group_name", "考察组", 60).Required().Listed(), Field.Text("leader", "组长", 36).Required().Listed(), Field.Text("members", "组员", 200).Required(), Field.Date("began_on", "进点日期").Required().Listed().Filter().Sortable(), Field.Date("ended_on", "离点日期").Required().Listed(),
            Field.Code("state", "状态", InspectionStates).Listed().FirstFilter().ByDeed(), Field.Date("concluded_on", "报告日期").Listed().ByDeed(), Field.Number("talks", "谈话（人）").ByDeed(), Field.Number("issued", "发出测评表").ByDeed(), Field.Number("returned", "收回测评表").ByDeed(), Field.Number("valid", "有效测评表").ByDeed(), Field.Number("good", "好").ByDeed(), Field.Number("fair", "较好").ByDeed(), Field.Number("plain", "一般").ByDeed(), Field.Number("poor", "差").ByDeed(), Field.LongText("report", "班子考察报告").ByDeed(),
        ],
        Rules = [TermWorkRules.Reported], Conditions = [new("考察中", "state=1"), ReadyCondition.Of(TermWorkRules.Reported), new("已有报告", "state=2") { Light = "green" }],
        Children = [Itinerary, Inspected], Actions = [new("设测评票…", $"cadres/{AppraisalPolls.Term.Id}/new?subject=", Arrange, IsForOne: true, Writes: true)],
        Deeds =
        [
            new("conclude", "完成考察", Arrange)
            {
                Consequence = "班子和每个人的考察材料固定下来；提名人选要先在任免批次里推荐产生、凡提四必和政治首关都通过",
                Fields = [Field.Date("concluded_on", "报告日期").Required().Past(), Field.Number("talks", "谈话（人）", 1, 5000).Required(), Field.LongText("report", "班子考察报告", 4000).Required()],
                Done = InspectAsync,
            },
        ],
    };

    static Register Itinerary => new()
    {
        Id = "itinerary", Title = "日程", Noun = "日程", Counter = "项", Table = "term_itinerary", ParentColumn = "term_inspection_id", ReadPermission = Persons, WritePermission = Arrange,
        Fields = [Field.Text("matter", "事项", 200).Required().Listed().Hinted("如 召开民主测评会、个别谈话、查阅资料"), Field.Date("held_on", "日期").Required().Listed(), Field.Text("place", "地点", 100).Required().Listed(), Field.Text("responsible", "负责人", 36).Required().Listed()],
    };

    static Register Inspected => new()
    {
        Id = "people", Title = "考察对象", Noun = "考察对象", Counter = "人", Table = "term_inspected", ParentColumn = "term_inspection_id", ReadPermission = Persons, WritePermission = Arrange,
        Fields =
        [
            Field.Text("report", "个人考察材料", 2000).Required(), (Field.Row("cadre_id", "干部", "files") with { IsRequired = true, IsListed = true }), Field.Code("standing", "身份", Standings).Required().Listed().DefaultsTo("1"), Field.Text("for_post", "拟提名职务", 200).Listed().Hinted("提名人选必填"), Field.Number("talks", "谈话（人）", 0, 5000).Required().Listed(), Field.Number("valid", "有效测评表", 1, 10000).Listed().ByDeed(), Field.Number("favourable", "优秀、称职", 0, 10000).Listed().ByDeed(),
            Field.Text("checks", "推荐、四必和政治首关").Listed().ByDeed(),
        ],
    };

    static async Task<string?> InspectAsync(Db db, RowDeed deed, CancellationToken stop)
    {
        if (await db.FirstAsync<int>("select count(*)::int from term_itinerary where term_inspection_id = @Id and removed_at is null", new { deed.Id }, stop) == 0) return "还没有登记考察日程";
        // For that very post, and with the tally that says who was recommended for the batch.
        var people = await db.QueryAsync<(Guid Id, Guid Cadre, string Name, string Standing, string? Post, bool IsAppraised, Guid? Batch, bool IsRecommended)>("""
            select p.id, p.cadre_id, c.name, p.standing, p.for_post, p.valid is not null, b.batch, coalesce(b.is_recommended, false)
            from term_inspected p join cadre c on c.id = p.cadre_id
            left join lateral (select x.appointment_batch_id as batch, exists (select from org.poll s join org.poll_item t on t.poll_id = s.id where s.subject_id = x.appointment_batch_id and s.kind = @kind and s.state = 'signed' and t.title = x.name) as is_recommended
              from appointment_candidate x join appointment_post o on o.id = x.post_id and o.removed_at is null where x.cadre_id = p.cadre_id and x.state in ('2', '5', '7', '9') and x.kind in ('1', '2') and x.removed_at is null and (o.post_name = p.for_post or right(o.title, length(p.for_post)) = p.for_post) order by x.created_at desc limit 1) b on true
            where p.term_inspection_id = @Id and p.removed_at is null order by p.rank_order, p.id
            """, new { deed.Id, kind = BatchPolls.Meeting.Id }, stop);
        if (people.Count == 0) return "还没有登记考察对象";
        if (people.Where(one => !one.IsAppraised).Select(one => one.Name).FirstOrDefault() is { } bare) return $"还没有签认的民主测评：{bare}没有测评票数，请“设测评票”，录入票数并签认";
        var (day, settings) = (deed.Day("concluded_on")!.Value, await RuleSettings.ReadAsync(db, stop));
        foreach (var person in people.Where(one => one.Standing == "2"))
        {
            if (person.Batch is not { } id || await Batch.LoadAsync(db, id, day, stop) is not { } batch) return $"{person.Name}还不是任免批次的考察对象：提名“{person.Post}”的人选先在任免批次里谈话、推荐，列为这一职位的考察对象";
            if (!person.IsRecommended) return $"{person.Name}：{batch.Head.Name}里没有签认的会议推荐，不能说是推荐产生的";
            var candidate = batch.Candidates.First(one => one.CadreId == person.Cadre);
            Finding[] findings = [Eligibility.FourChecks(candidate, settings, batch.Head.Path, day), Eligibility.PoliticalGate(candidate, settings, batch.Head.Path, day)];
            if (findings.FirstOrDefault(Eligibility.Stops) is { } stops) return $"{person.Name}：{stops.Rule!.Title}（{stops.Rule.Basis}）：{stops.Words}";
            await db.ExecuteAsync("update term_inspected set checks = @words, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id", new { person.Id, words = $"{batch.Head.Name}：推荐产生，凡提四必、政治首关通过", actor = db.Actor.Id }, stop);
        }
        return await db.ExecuteAsync("update term_inspection set state = '2', concluded_on = @concluded_on, talks = @talks, report = @report, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '1' and began_on <= @concluded_on", OneStatement.Said(db, deed), stop) == 0 ? "已有报告，或报告早于进点" : null;
    }

    // 换届前交流配备 C4.11

    public static readonly Register Moves = new()
    {
        Id = "term-moves", Title = "换届前交流配备", Noun = "交流配备", Counter = "人", Table = "term_move", ReadPermission = Persons, WritePermission = Arrange,
        Fields =
        [
            Field.Text("name", "姓名", 36).Required().Listed(), (Field.Row("cadre_id", "干部", "files") with { IsRequired = true }), Project, Field.Code("kind", "方式", MoveKinds).Required().Listed().FirstFilter(), (Field.Row("to_team_id", "去向班子", "teams") with { IsListed = true }), Field.Text("to_post", "去向职位", 120).Listed().Hinted("写班子台账里的职位名称，如 副乡长；退出班子的不填"), Field.Date("planned_on", "计划日期").Required().Listed().Filter().Sortable(), Field.Text("reason", "理由", 300).Required(),
            Field.Code("state", "状态", MoveStates).Listed().FirstFilter().ByDeed(), Field.Date("done_on", "到位日期").Listed().ByDeed(), Field.Text("document_no", "任免文号").ByDeed(), Field.Text("cancel_reason", "取消理由").ByDeed(),
        ],
        Conditions = [new("计划", "state=1"), new("过期没有到位", "state=1&planned_on.to=-1d") { Light = "red" }, new("已到位", "state=2") { Light = "green" }],
        Deeds =
        [
            OneStatement.Deed("done", "登记到位", Arrange, "以任职为准：干部的任职里要有去向班子的现任职位（退出班子的不再有）", """
                update term_move m set state = '2', done_on = @done_on, document_no = @document_no, version = m.version + 1, changed_at = now(), changed_by = @by where m.id = @id and m.state = '1'
                  and case when m.kind = '5' then not exists (select from cadre_post p where p.cadre_id = m.cadre_id and p.seat_id is not null and p.removed_at is null and p.began_on <= @done_on and (p.ended_on is null or p.ended_on > @done_on))
                      else exists (select from cadre_post p join team_seat s on s.id = p.seat_id where p.cadre_id = m.cadre_id and s.team_id = m.to_team_id and (m.to_seat_id is null or s.id = m.to_seat_id) and p.removed_at is null and p.began_on <= @done_on and (p.ended_on is null or p.ended_on > @done_on)) end
                """, "任职里还看不到：先办任免、登记到班子的职位上（退出的免去职位），再登记到位", Field.Date("done_on", "到位日期").Required().Past(), Field.Text("document_no", "任免文号", 60).Required()),
            OneStatement.Deed("cancel", "取消", Arrange, "不再安排这次交流，理由留下", "update term_move set state = '3', cancel_reason = @cancel_reason, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '1'", "已经到位或取消", Field.Text("cancel_reason", "取消理由", 300).Required()),
        ],
    };

    // 典型案件警示 C4.13

    public static readonly Register Cases = new()
    {
        Id = "warning-cases", Title = "警示案例", Noun = "案例", Counter = "件", Table = "warning_case", ReadPermission = Read, WritePermission = Write,
        Fields = [Field.Text("name", "案件", 120).Required().Wide(), Field.Text("circulated_by", "通报机关", 60).Required().Listed(), Field.Text("document_no", "文号", 60).Listed(), Field.Date("circulated_on", "通报日期").Required().Listed().Filter().Sortable().Past(), Field.LongText("facts", "案情", 4000).Required(), Field.LongText("lessons", "教训（逐条）", 2000).Required()],
        Children = [Studied],
        Deeds =
        [
            OneStatement.Deed("assign", "布置学习", Write, "这一层级的班子每个列一项学习任务；已经有的不变", $"""
                insert into warning_study (locality_path, rank_order, name, warning_case_id, team_id, due_on, created_by, changed_by)
                select t.locality_path, (row_number() over (order by t.locality_path, t.rank_order, t.id))::int, t.name, @id, t.id, @due_on, @by, @by from team t join org.locality l on l.path = t.locality_path
                where t.removed_at is null and starts_with(t.locality_path, @path) and {TermChange.BoardModel.OfTier("@tier")} on conflict (warning_case_id, team_id) where removed_at is null do nothing
                """, "这一层级没有班子，或都已经布置", Field.Code("tier", "学习的层级", TermChanges.Tiers).Required(), Field.Date("due_on", "期限").Required()),
        ],
    };

    static Register Studied => new()
    {
        Id = "studies", Title = "学习情况", Noun = "学习", Counter = "个班子", Table = "warning_study", ParentColumn = "warning_case_id", IsLedger = true, ReadPermission = Read, WritePermission = Write, RowPath = "cadres/warning-studies",
        Fields = [Field.Text("name", "班子").Wide(), Field.Date("due_on", "期限").Listed(), Field.Code("state", "状态", StudyStates).Listed(), Field.Date("held_on", "学习日期").Listed(), Field.Number("attended", "实到").Listed(), Field.Date("reflected_on", "交体会日期").Listed()],
    };

    public static readonly Register Studies = new()
    {
        Id = "warning-studies", Title = "案例学习", Noun = "学习任务", Counter = "项", Table = "warning_study", ReadPermission = Read, WritePermission = Write, IsLedger = true,
        Fields =
        [
            Field.Text("name", "班子").Wide().ByDeed(), (Field.Row("warning_case_id", "案件", "warning-cases") with { IsListed = true }).FirstFilter().ByDeed(), Field.Row("team_id", "班子台账", "teams").ByDeed(), Field.Date("due_on", "期限").Listed().Filter().Sortable().ByDeed(), Field.Code("state", "状态", StudyStates).Listed().FirstFilter().ByDeed(),
            Field.Code("form", "方式", StudyForms).ByDeed(), Field.Date("held_on", "学习日期").Listed().ByDeed(), Field.Number("required", "应到").ByDeed(), Field.Number("attended", "实到").Listed().ByDeed(), Field.LongText("record", "学习记录").ByDeed(), Field.Text("author", "体会撰写人").ByDeed(), Field.LongText("reflection", "学习体会和对照检查").ByDeed(), Field.Date("reflected_on", "交体会日期").Listed().ByDeed(),
        ],
        Conditions = [new("待学习", "state=1"), new("过期没有学习", "state=1&due_on.to=-1d") { Light = "red" }, new("还没有交体会", "state=2") { Light = "yellow" }, new("已交体会", "state=3") { Light = "green" }],
        Deeds =
        [
            new("hold", "登记学习", Write)
            {
                Consequence = "记下怎样学的、到了多少人；学习以后还要交体会",
                Fields = [Field.Code("form", "方式", StudyForms).Required(), Field.Date("held_on", "学习日期").Required().Past(), Field.Number("required", "应到", 1, 10000).Required(), Field.Number("attended", "实到", 0, 10000).Required(), Field.LongText("record", "学习记录", 2000).Required()],
                Done = async (db, deed, stop) => deed.Values["attended"] is int came && deed.Values["required"] is int all && came > all ? "实到不能多于应到"
                    : await db.ExecuteAsync("update warning_study set state = '2', form = @form, held_on = @held_on, required = @required, attended = @attended, record = @record, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '1'", OneStatement.Said(db, deed), stop) == 0 ? "已经登记过学习" : null,
            },
            OneStatement.Deed("reflect", "交学习体会", Write, "对照案例教训检查自己，写明怎样引以为戒", "update warning_study set state = '3', author = @author, reflection = @reflection, reflected_on = @today, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '2'", "还没有登记学习，或体会已经交了", Field.Text("author", "撰写人", 36).Required(), Field.LongText("reflection", "学习体会和对照检查", 4000).Required()),
        ],
    };

    // 监督检查 C4.14

    public static readonly Register Supervisions = new()
    {
        Id = "term-supervisions", Title = "换届监督检查", Noun = "监督检查", Counter = "次", Table = "term_supervision", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("name", "监督检查", 120).Required().Wide(), Project, Field.Code("kind", "方式", SupervisionKinds).Required().Listed().FirstFilter(), Field.Text("unit_name", "受检单位", 100).Required().Listed(), Field.Text("lead", "检查组组长", 36).Required().Listed(), Field.Text("members", "组员", 200), Field.Date("began_on", "开始").Required().Listed(), Field.Date("ended_on", "结束").Required().Listed().Filter().Sortable(),
            Field.Code("state", "状态", SupervisionStates).Listed().FirstFilter().ByDeed(), Field.Date("checked_on", "检查日期").ByDeed(), Field.Flag("has_findings", "发现问题").Listed().Filter().ByDeed(), Field.LongText("findings", "检查情况").ByDeed(),
        ],
        Rules = [TermWorkRules.Supervised, TermWorkRules.Rectified], Conditions = [ReadyCondition.Of(TermWorkRules.Supervised), ReadyCondition.Of(TermWorkRules.Rectified), new("计划", "state=1"), new("发现问题", "has_findings=1"), new("没有发现问题", "has_findings=0&state=2") { Light = "green" }],
        Children = [TeamWork.Given],
        Deeds =
        [
            OneStatement.Deed("result", "登记结果", Write, "查到没有查到问题都要写清；发现问题的接着交办整改", "update term_supervision set state = '2', checked_on = @checked_on, has_findings = @has_findings, findings = @findings, version = version + 1, changed_at = now(), changed_by = @by where id = @id and state = '1' and began_on <= @checked_on", "已经登记，或检查早于开始", Field.Date("checked_on", "检查日期").Required().Past(), Field.Flag("has_findings", "发现问题").Required(), Field.LongText("findings", "检查情况", 2000).Required().Hinted("没有发现问题的，写看了什么、问了谁")),
            TeamWork.Task("term-supervisions", async (db, deed, stop) => await db.FirstAsync<bool?>("select has_findings from term_supervision where id = @Id", new { deed.Id }, stop) is true ? null : "还没有登记结果，或没有发现问题，没有可以交办的"),
        ],
    };

    // 四比 C4.17

    public static readonly Register Comparisons = new()
    {
        Id = "term-comparisons", Title = "换届四比", Noun = "四比", Counter = "条", Table = "term_comparison", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("name", "单位或领导干部", 100).Required().Wide(), Project, (Field.Row("team_id", "班子", "teams") with { IsRequired = true, IsListed = true }).Filter(), Field.Row("cadre_id", "领导干部", "files").Hinted("个人的填；单位的不填"), Field.Code("heading", "比什么", Headings).Required().Listed().FirstFilter(), Field.Text("target", "目标", 300).Required(), Field.Text("result", "结果", 500).Required().Listed(), Field.Number("progress", "进度（%）", 0, 100).Required().Listed(), Field.Date("reported_on", "登记日期").Required().Listed().Filter().Sortable().Past(),
        ],
        Rules = [TermWorkRules.Slack], Conditions = [ReadyCondition.Of(TermWorkRules.Slack), new("比发展", "heading=1"), new("比贡献", "heading=2"), new("比形象", "heading=3"), new("比品格", "heading=4")],
    };

    public static IReadOnlyList<Register> All => [Policies, Surveys, Inspections, Moves, Cases, Studies, Supervisions, Comparisons];
}
