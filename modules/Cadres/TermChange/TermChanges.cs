namespace OrgWork.Cadres;

/// <summary>换届 (C4): the project of a level with stages, preparations and discipline; what becomes of each member; the steps of elections; breaches. How far each team is stands on the project's board.</summary>
public static class TermChanges
{
    public const string Read = "cadres.term-change.read", Write = "cadres.term-change.edit", Decide = "cadres.term-change.decide";
    /// <summary>Who may see breaches of discipline: not part of looking at everything.</summary>
    public const string Breaches = "cadres.term-change.breaches", Pursue = "cadres.term-change.pursue";
    /// <summary>Arrangements of persons are confidential: neither are they.</summary>
    public const string Persons = "cadres.term-change.persons", Arrange = "cadres.term-change.arrange";

    public static readonly CodeSet Tiers = new("term_tier", "层级", "本平台", [new("1", "市"), new("2", "县（市、区）"), new("3", "乡镇")]);
    static readonly CodeSet States = new("term_change_state", "状态", "本平台", [new("1", "准备"), new("2", "实施"), new("3", "完成")]);
    public static readonly CodeSet Preparations = new("term_preparation", "类别", "本平台", [new("1", "政策准备"), new("2", "工作准备"), new("3", "组织准备")]);
    public static readonly CodeSet Lessons = new("term_education", "方式", "本平台", [new("1", "换届纪律提醒"), new("2", "专题学习"), new("3", "签订承诺书"), new("4", "知识测试"), new("5", "警示教育")]);
    public static readonly CodeSet Ways = new("disposition", "安排", "本平台", [new("1", "进"), new("2", "退"), new("3", "留"), new("4", "转")]);
    static readonly CodeSet Attitudes = new("disposition_attitude", "态度", "本平台", [new("1", "服从"), new("2", "有顾虑，基本服从"), new("3", "不服从")]);
    public static readonly CodeSet Meetings = new("term_meeting", "会议", "中国共产党章程；地方各级人民代表大会和地方各级人民政府组织法", [new("1", "党代表大会"), new("2", "人民代表大会"), new("3", "政协会议"), new("4", "党委全会")]);
    static readonly CodeSet CheckStates = new("term_check_state", "状态", "本平台", [new("1", "待核对"), new("2", "已核对"), new("3", "有变通，已请示")]);
    static readonly CodeSet Sources = new("breach_source", "来源", "本平台", [new("1", "信访举报"), new("2", "12380"), new("3", "巡视巡察"), new("4", "督查发现"), new("5", "上级转办")]);
    public static readonly CodeSet BreachKinds = new("breach_kind", "违纪类别", "中共中央组织部等关于换届纪律的规定", [new("1", "拉帮结派"), new("2", "拉票贿选"), new("3", "买官卖官"), new("4", "跑官要官"), new("5", "个人说了算"), new("6", "说情打招呼"), new("7", "跑风漏气"), new("8", "干扰换届")]);
    public static readonly CodeSet BreachStates = new("breach_state", "状态", "本平台", [new("1", "核查中"), new("2", "已办结")]);
    public static readonly CodeSet Verdicts = new("breach_verdict", "核查结论", "本平台", [new("1", "属实"), new("2", "部分属实"), new("3", "不属实")]);

    public static readonly Register Register = new()
    {
        Id = "term-changes", Title = "换届工作", Noun = "换届工作", Counter = "项", Table = "term_change", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("name", "换届工作", 80).Required().Wide().Hinted("如 2026 年乡镇领导班子换届"), Field.Code("tier", "层级", Tiers).Required().Listed().FirstFilter(), Field.Date("changes_on", "换届日期").Required().Listed().Filter().Sortable().Hinted("党代会或人代会召开的日期，算年龄和任期用"), Field.Text("lead", "牵头负责人", 60).Required().Listed(), Field.LongText("plan", "总体方案", 4000),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("opened_on", "启动日期").Listed().ByDeed(), Field.Text("approved_by", "总体方案批准机关").ByDeed(), Field.Date("published_on", "人事安排公布日期").ByDeed(), Field.Date("closed_on", "完成日期").Listed().ByDeed(), Field.Number("satisfaction", "满意度（%）").ByDeed(), Field.LongText("lessons", "经验和不足", 2000).ByDeed(),
        ],
        Rules = [TermChangeRules.Prepared], Conditions = [ReadyCondition.Of(TermChangeRules.Prepared), new("准备", "state=1"), new("实施", "state=2"), new("完成", "state=3")],
        Actions = [new("进度", "cadres/term-change/board", Read, IsForOne: true), new("交流配备", "cadres/term-change/moves", Persons, IsForOne: true), new("选举结果", "cadres/term-change/results", Read, IsForOne: true), new("四比", "cadres/term-change/comparison", Read, IsForOne: true), new("成效评估", "cadres/term-change/outcome", Read, IsForOne: true)],
        Children = [Stages, PreparationItems, Education], Deeds = [Open, TermWork.PlanSurveys, MakeChecks, Publish, Close],
    };

    static Register Stages => new()
    {
        Id = "stages", Title = "阶段", Noun = "阶段", Counter = "个", Table = "term_stage", ParentColumn = "term_change_id", ReadPermission = Read, WritePermission = Write,
        Fields = [Field.Text("name", "阶段", 60).Required().Listed().Hinted("如 民主推荐、考察、人事安排、选举"), Field.Date("began_on", "开始").Required().Listed(), Field.Date("due_on", "截止").Required().Listed(), Field.Text("responsible", "责任人", 60).Required().Listed(), Field.Text("documents", "需要的文件", 300).Listed()],
    };

    static Register PreparationItems => new()
    {
        Id = "preparations", Title = "三项准备", Noun = "准备事项", Counter = "项", Table = "term_preparation", ParentColumn = "term_change_id", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("item", "事项", 200).Required().Listed(), Field.Code("kind", "类别", Preparations).Required().Listed(), Field.Text("owner", "责任人", 60).Required().Listed(), Field.Date("due_on", "期限").Required().Listed(), Field.Flag("is_mandatory", "必须完成").Listed().DefaultsTo("1").Hinted("没有完成的，不能启动实施"), Field.Date("done_on", "完成日期").Listed().Past(), Field.Text("result", "完成情况", 300).Listed().Hinted("完成的必填"),
        ],
    };

    static Register Education => new()
    {
        Id = "education", Title = "换届纪律教育", Noun = "教育记录", Counter = "次", Table = "term_education", ParentColumn = "term_change_id", ReadPermission = Read, WritePermission = Write,
        Fields = [Field.Text("unit_name", "单位", 100).Required().Listed(), Field.Code("kind", "方式", Lessons).Required().Listed(), Field.Date("held_on", "日期").Required().Listed().Past(), Field.Number("required", "应参加", 1, 100000).Required().Listed(), Field.Number("covered", "已参加", 0, 100000).Required().Listed(), Field.Text("remark", "说明", 300)],
    };

    /// <summary>The change itself begins when everything that must be prepared is.</summary>
    static RegisterDeed Open => new("open", "启动实施", Decide)
    {
        Consequence = "总体方案已经批准，进入实施；各班子按阶段推进",
        Fields = [Field.Date("opened_on", "启动日期").Required().Past(), Field.Text("approved_by", "总体方案批准机关", 60).Required()],
        Done = async (db, deed, stop) =>
        {
            var open = await db.QueryAsync<(string Kind, string Item)>("select kind, item from term_preparation where term_change_id = @Id and is_mandatory and done_on is null and removed_at is null order by kind, rank_order, id", new { deed.Id }, stop);
            if (open.Count > 0) return $"还有 {open.Count} 项准备没有完成：{string.Join("；", open.Take(5).Select(one => $"{Preparations.NameOf(one.Kind)}·{one.Item}"))}";
            var kinds = await db.QueryAsync<string>("select distinct kind from term_preparation where term_change_id = @Id and removed_at is null", new { deed.Id }, stop);
            if (Preparations.Codes.Where(code => !kinds.Contains(code.Value)).Select(code => code.Name).ToList() is { Count: > 0 } none) return $"{string.Join("、", none)}还没有列事项，三项准备都要有";
            if (await db.FirstAsync<int>("select count(*)::int from term_stage where term_change_id = @Id and removed_at is null", new { deed.Id }, stop) == 0) return "还没有安排阶段";
            return await db.ExecuteAsync("update term_change set state = '2', opened_on = @on, approved_by = @organ, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id and state = '1'", new { deed.Id, on = deed.Day("opened_on"), organ = deed.Text("approved_by"), actor = db.Actor.Id }, stop) == 0 ? "已经启动" : null;
        },
    };

    static readonly string[] Steps = ["召开会议的请示和批复齐全", "代表（委员）选举产生，资格审查通过", "候选人预备人选经上级批准", "选举办法经会议表决通过", "应到、实到人数达到法定要求", "监票人、计票人确定，票箱检查", "选票发出、收回、有效、无效数相符", "当选票数超过法定票数，结果宣布", "选举结果报上级备案"];

    /// <summary>Each team of the level has a congress of its own, and each congress its own steps to be signed.</summary>
    static RegisterDeed MakeChecks => new("checks", "列会议和程序核对清单", Write)
    {
        Consequence = "这一层级的班子每个列一次会议，按常用步骤各列一份核对清单，可以再增减；已经有的不变。逐步核对签名，前一步没有核对的，后一步不能签",
        Fields = [Field.Code("meeting", "会议", Meetings).Required(), Field.Date("due_on", "会议日期").Required()],
        Done = async (db, deed, stop) =>
        {
            var (meeting, due) = (deed.Text("meeting")!, deed.Day("due_on"));
            var made = await db.QueryAsync<Guid>($"""
                insert into term_congress (locality_path, rank_order, name, term_change_id, team_id, meeting, planned_on, created_by, changed_by)
                select t.locality_path, (row_number() over (order by t.locality_path, t.rank_order, t.id))::int, t.name || '·' || @word, @id, t.id, @meeting, @due, @actor, @actor from team t where t.id in (select x.id from ({TermChange.BoardModel.TeamsSql}) x) on conflict (term_change_id, team_id, meeting) where removed_at is null do nothing returning id
                """, new { id = deed.Id, meeting, word = Meetings.NameOf(meeting), due, actor = db.Actor.Id }, stop);
            if (made.Count == 0) return $"这一层级没有班子，或各班子的{Meetings.NameOf(meeting)}都已经有了";
            await db.ExecuteAsync("""
                insert into term_check (locality_path, rank_order, requirement, term_change_id, congress_id, meeting, step, due_on, created_by, changed_by)
                select c.locality_path, s.n::int, s.w, c.term_change_id, c.id, c.meeting, s.n::int, c.planned_on, @actor, @actor from term_congress c cross join unnest(@steps) with ordinality s (w, n) where c.id = any(@made)
                """, new { made = made.ToArray(), steps = Steps, actor = db.Actor.Id }, stop);
            return null;
        },
    };

    /// <summary>Arrangements are made known when everybody who goes or is moved has been talked with.</summary>
    static RegisterDeed Publish => new("publish", "公布人事安排", Decide)
    {
        Consequence = "退、转的人都谈过话，人事安排可以公布",
        Fields = [Field.Date("published_on", "公布日期").Required().Past()],
        Done = async (db, deed, stop) =>
        {
            var (all, open, untalked) = await db.FirstAsync<(int, int, string?)>("select count(*)::int, count(*) filter (where kind is null)::int, string_agg(name, '、' order by name) filter (where kind in ('2', '4') and talked_on is null) from disposition where term_change_id = @Id and removed_at is null", new { deed.Id }, stop);
            if (all == 0) return "还没有进退留转方案";
            // Whoever sits in one of the teams is arranged for: somebody who came in after the list was made is not made known unasked.
            if (await db.FirstAsync<string>($"""
                select string_agg(m.words, '、' order by m.words) from (
                  select distinct c.name || '（' || t.name || '）' as words from team t join team_seat s on s.team_id = t.id and s.removed_at is null join cadre_post p on p.seat_id = s.id and p.removed_at is null and p.began_on <= org.today() and (p.ended_on is null or p.ended_on > org.today()) join cadre c on c.id = p.cadre_id and c.removed_at is null
                  where t.id in (select x.id from ({TermChange.BoardModel.TeamsSql}) x) and not exists (select from disposition d where d.term_change_id = @id and d.cadre_id = c.id and d.removed_at is null) limit 20) m
                """, new { id = deed.Id }, stop) is { } unlisted) return $"班子现任成员没有列入进退留转：{unlisted}；请在“进度”页重新列入名单";
            if (open > 0) return $"还有 {open} 人没有安排";
            if (untalked is not null) return $"退、转的人要逐一谈话，还没有谈的：{untalked}";
            return await db.ExecuteAsync("update term_change set published_on = @on, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id and state = '2' and published_on is null", new { deed.Id, on = deed.Day("published_on"), actor = db.Actor.Id }, stop) == 0 ? "没有在实施，或已经公布" : null;
        },
    };

    static RegisterDeed Close => new("close", "换届完成", Decide)
    {
        Consequence = "各班子的会议都已选举、程序都已核对、阶段都已完成，满意度测评已经签认；进度、准备和满意度固定下来，成效评估从这里的数据生成",
        Fields = [Field.Date("closed_on", "完成日期").Required().Past(), Field.LongText("lessons", "经验和不足", 2000).Required()],
        Done = async (db, deed, stop) =>
        {
            if (await TermCongresses.LackingAsync(db, deed.Id, stop) is { Count: > 0 } lacking) return $"还不能完成，有 {lacking.Count} 处没有办完：{string.Join("；", lacking.Take(8))}{(lacking.Count > 8 ? "……" : "")}";
            if (await Ballots.SignedAsync(db, SatisfactionPoll.Kind, deed.Id, stop) is not { } poll) return "还没有签认的满意度测评，请在“成效评估”页设测评、录入票数并签认";
            var share = poll.Tally.Share(SatisfactionPoll.Kind.Favourable);
            return await db.ExecuteAsync("update term_change set state = '3', closed_on = @on, satisfaction = round(@share), lessons = @words, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id and state = '2' and opened_on <= @on", new { deed.Id, on = deed.Day("closed_on"), share, words = deed.Text("lessons"), actor = db.Actor.Id }, stop) == 0 ? "没有在实施，或完成早于启动" : null;
        },
    };

    public static readonly Register Dispositions = new()
    {
        Id = "dispositions", Title = "进退留转", Noun = "安排", Counter = "人", Table = "disposition", ReadPermission = Persons, WritePermission = Arrange, IsLedger = true,
        Fields =
        [
            Field.Text("name", "姓名", 36).Listed().ByDeed(), Field.Row("cadre_id", "干部", "files").Filter().ByDeed(), (Field.Row("term_change_id", "换届工作", "term-changes") with { IsListed = true }).FirstFilter().ByDeed(), Field.Text("team_name", "班子").Listed().ByDeed(), Field.Text("post", "现任职务", 200).Wide().ByDeed(), Field.Date("birth_on", "出生日期").Listed().ByDeed(), Field.Date("post_began_on", "任现职时间").ByDeed(), Field.Date("changes_on", "换届日期").ByDeed(),
            Field.Code("kind", "安排", Ways).Listed().FirstFilter().ByDeed(), Field.Text("target_post", "拟任职务", 200).Listed().ByDeed(), Field.Text("reason", "理由", 300).ByDeed(), Field.Number("edition", "版次").ByDeed(), Field.Code("suggested", "调研建议", Ways).Listed().ByDeed().In("先期调研"), Field.Text("survey_words", "调研了解的情况").ByDeed().In("先期调研"),
            Field.Date("talked_on", "谈话日期").Listed().ByDeed().In("谈话引导"), Field.Text("talker", "谈话人").ByDeed().In("谈话引导"), Field.Code("attitude", "态度", Attitudes).Listed().FirstFilter().ByDeed().In("谈话引导"), Field.Text("concerns", "思想顾虑和诉求", 500).ByDeed().In("谈话引导"), Field.Text("follow_up", "后续工作", 500).ByDeed().In("谈话引导"),
        ],
        Rules = [TermChangeRules.Age, TermChangeRules.Tenure, TermChangeRules.Talked],
        Conditions = [ReadyCondition.Of(TermChangeRules.Age), ReadyCondition.Of(TermChangeRules.Tenure), ReadyCondition.Of(TermChangeRules.Talked), new("没有安排", "kind.none=1"), new("进", "kind=1"), new("退", "kind=2"), new("留", "kind=3"), new("转", "kind=4"), new("不服从", "attitude=3") { Light = "red" }],
        Children = [Versions], Deeds = [Dispose, Talk],
    };

    static Register Versions => new()
    {
        Id = "versions", Title = "历次安排", Noun = "安排", Counter = "次", Table = "disposition_version", ParentColumn = "disposition_id", IsLedger = true, ReadPermission = Persons, WritePermission = Arrange,
        Fields = [Field.Number("edition", "版次").Listed(), Field.Code("kind", "安排", Ways).Listed(), Field.Text("target_post", "拟任职务", 200).Listed(), Field.Text("reason", "理由", 300).Listed(), Field.Date("set_on", "日期").Listed(), Field.Text("set_by", "提出人", 60).Listed()],
    };

    static RegisterDeed Dispose => new("dispose", "提出安排", Arrange)
    {
        Consequence = "记为新的一版，以前的安排留在“历次安排”；改变以后谈话要重新进行",
        Fields = [Field.Code("kind", "安排", Ways).Required(), Field.Text("target_post", "拟任职务", 200).Hinted("进、转的必填"), Field.Text("reason", "理由", 300).Required()],
        Done = async (db, deed, stop) =>
        {
            var (kind, target) = (deed.Text("kind")!, deed.Text("target_post")?.Trim());
            if (kind is "1" or "4" && string.IsNullOrEmpty(target)) return $"“{Ways.NameOf(kind)}”的请填拟任职务";
            var edition = await db.FirstAsync<int?>("""
                update disposition d set kind = @kind, target_post = @target, reason = @reason, edition = d.edition + 1, talked_on = null, talker = null, attitude = null, concerns = null, follow_up = null, version = d.version + 1, changed_at = now(), changed_by = @actor
                where d.id = @Id and (d.kind, d.target_post, d.reason) is distinct from (@kind, @target, @reason) and exists (select from term_change t where t.id = d.term_change_id and t.published_on is null and t.state <> '3') returning d.edition
                """, new { deed.Id, kind, target, reason = deed.Text("reason"), actor = db.Actor.Id }, stop);
            if (edition is null) return "和现在的安排一样，或人事安排已经公布";
            await db.ExecuteAsync("insert into disposition_version (disposition_id, locality_path, rank_order, edition, kind, target_post, reason, set_on, set_by, created_by) values (@Id, @LocalityPath, -@edition, @edition, @kind, @target, @reason, @today, @By, @actor)", new { deed.Id, deed.LocalityPath, edition, kind, target, reason = deed.Text("reason"), today = Clock.Today, deed.By, actor = db.Actor.Id }, stop);
            return null;
        },
    };

    static RegisterDeed Talk => new("talk", "登记谈话", Arrange)
    {
        Consequence = "退、转的都谈过话，人事安排才能公布",
        Fields = [Field.Date("talked_on", "谈话日期").Required().Past(), Field.Text("talker", "谈话人", 60).Required(), Field.Code("attitude", "态度", Attitudes).Required(), Field.Text("concerns", "思想顾虑和诉求", 500), Field.Text("follow_up", "后续工作", 500).Hinted("有顾虑、不服从的必填")],
        Done = async (db, deed, stop) =>
        {
            if (deed.Text("attitude") != "1" && string.IsNullOrWhiteSpace(deed.Text("follow_up"))) return "有顾虑或不服从的，请写后续工作";
            return await db.ExecuteAsync("update disposition set talked_on = @on, talker = @talker, attitude = @attitude, concerns = @concerns, follow_up = @follow, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id and kind is not null", new { deed.Id, on = deed.Day("talked_on"), talker = deed.Text("talker"), attitude = deed.Text("attitude"), concerns = deed.Text("concerns"), follow = deed.Text("follow_up"), actor = db.Actor.Id }, stop) == 0 ? "还没有安排，先提出安排再谈话" : null;
        },
    };

    public static readonly Register Checks = new()
    {
        Id = "term-checks", Title = "程序核对", Noun = "步骤", Counter = "步", Table = "term_check", ReadPermission = Read, WritePermission = Write,
        Fields =
        [
            Field.Text("requirement", "程序要求", 200).Required().Wide(), (Field.Row("congress_id", "会议", "term-congresses") with { IsRequired = true, IsListed = true }).FirstFilter(), Field.Row("term_change_id", "换届工作", "term-changes").FirstFilter().ByDeed(), Field.Code("meeting", "会议类别", Meetings).FirstFilter().ByDeed(), Field.Number("step", "步骤", 1, 99).Required().Listed(), Field.Text("basis", "依据", 200), Field.Date("due_on", "期限").Listed().Filter().Sortable(),
            Field.Code("state", "状态", CheckStates).Listed().FirstFilter().ByDeed(), Field.Date("signed_on", "核对日期").Listed().ByDeed(), Field.Text("signed_by", "核对人").Listed().ByDeed(), Field.Text("evidence", "核对情况", 500).ByDeed(), Field.Text("deviation", "变通情况", 500).ByDeed(), Field.Text("instruction", "上级批示", 200).ByDeed(),
        ],
        Conditions = [new("待核对", "state=1"), new("过期没有核对", "state=1&due_on.to=-1d") { Light = "red" }, new("有变通", "state=3") { Light = "yellow" }, new("已核对", "state=2")],
        Deeds =
        [
            new("sign", "核对签名", Write)
            {
                Consequence = "以您的名义签名，不再改；前一步没有签的不能签；与规定不一致的要写明变通情况和上级批示",
                Fields = [Field.Date("signed_on", "核对日期").Required().Past(), Field.Text("evidence", "核对情况", 500).Required().Hinted("人数、票数、文号等"), Field.Text("deviation", "变通情况", 500), Field.Text("instruction", "上级批示", 200).Hinted("有变通的必填：谁、何时、什么批示")],
                Done = async (db, deed, stop) =>
                {
                    var (deviation, instruction) = (deed.Text("deviation")?.Trim(), deed.Text("instruction")?.Trim());
                    if (!string.IsNullOrEmpty(deviation) && string.IsNullOrEmpty(instruction)) return "有变通的，请写上级批示";
                    if (await db.FirstAsync<string>("select b.requirement from term_check a join term_check b on b.congress_id = a.congress_id and b.step < a.step and b.state = '1' and b.removed_at is null where a.id = @Id order by b.step limit 1", new { deed.Id }, stop) is { } before) return $"前一步还没有核对：{before}";
                    return await db.ExecuteAsync("update term_check set state = @state, signed_on = @on, signed_by = @By, evidence = @evidence, deviation = @deviation, instruction = @instruction, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id and state = '1'",
                        new { deed.Id, state = string.IsNullOrEmpty(deviation) ? "2" : "3", on = deed.Day("signed_on"), deed.By, evidence = deed.Text("evidence"), deviation = string.IsNullOrEmpty(deviation) ? null : deviation, instruction = string.IsNullOrEmpty(deviation) ? null : instruction, actor = db.Actor.Id }, stop) == 0 ? "已经签过" : null;
                },
            },
        ],
    };

    public static readonly Register Violations = new()
    {
        Id = "term-violations", Title = "违纪线索", Noun = "线索", Counter = "件", Table = "term_violation", ReadPermission = Breaches, WritePermission = Pursue,
        Fields =
        [
            Field.Text("content", "反映的问题", 500).Required().Wide(), (Field.Row("term_change_id", "换届工作", "term-changes") with { IsRequired = true, IsListed = true }).Filter(), Field.Code("source", "来源", Sources).Required().Listed().FirstFilter(), Field.Date("received_on", "受理日期").Required().Listed().Filter().Sortable().Past(), Field.Text("unit_name", "涉及单位", 100).Required().Listed(), Field.Text("person", "涉及人员", 60), Field.Code("kind", "违纪类别", BreachKinds).Required().Listed().FirstFilter(),
            Field.Code("state", "状态", BreachStates).Listed().FirstFilter().ByDeed(), Field.Text("checked_by", "核查机关").ByDeed(), Field.Date("closed_on", "办结日期").Listed().ByDeed(), Field.Code("verdict", "核查结论", Verdicts).Listed().FirstFilter().ByDeed(), Field.Text("result", "核查结果", 500).ByDeed(), Field.Text("sanction", "处理", 300).Listed().ByDeed(), Field.Flag("is_circulated", "已通报").Listed().Filter().ByDeed(),
        ],
        Conditions = [new("核查中", "state=1") { Light = "red" }, new("已办结", "state=2"), new("已通报", "is_circulated=1")],
        Deeds =
        [
            new("close", "办结", Pursue)
            {
                Consequence = "核查结果和处理固定下来",
                Fields = [Field.Date("closed_on", "办结日期").Required().Past(), Field.Text("checked_by", "核查机关", 60).Required(), Field.Code("verdict", "核查结论", Verdicts).Required(), Field.Text("result", "核查结果", 500).Required(), Field.Text("sanction", "处理", 300).Hinted("查实的必填"), Field.Flag("is_circulated", "已通报")],
                Done = async (db, deed, stop) => deed.Text("verdict") is "1" or "2" && string.IsNullOrWhiteSpace(deed.Text("sanction")) ? "查实的，请写明处理" : await db.FirstAsync<(string State, DateOnly Received)>("select state, received_on from term_violation where id = @Id", new { deed.Id }, stop) is { State: "1" } one && deed.Day("closed_on") < one.Received ? $"办结早于受理的 {Dates.Format(one.Received)}"
                    : await db.ExecuteAsync("update term_violation set state = '2', closed_on = @on, checked_by = @organ, verdict = @verdict, result = @result, sanction = @sanction, is_circulated = @circulated, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id and state = '1' and received_on <= @on", new { deed.Id, on = deed.Day("closed_on"), organ = deed.Text("checked_by"), verdict = deed.Text("verdict"), result = deed.Text("result"), sanction = deed.Text("sanction"), circulated = deed.Values["is_circulated"] is true, actor = db.Actor.Id }, stop) == 0 ? "已经办结" : null,
            },
        ],
    };
}
