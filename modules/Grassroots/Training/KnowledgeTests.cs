namespace OrgWork.Grassroots;

/// <summary>应知应会考核测试: a bank of questions, a test with the paper drawn from it, taken on line against the clock or on paper, marked at once, taken again by who did not pass.</summary>
public static class KnowledgeTests
{
    const string Read = Education.Read, Edit = Education.Edit, Plan = Education.Plan, Bank = "grassroots.questions.view";

    public static readonly CodeSet Kinds = new("question_kind", "题型", "本平台", [new("1", "单选"), new("2", "多选"), new("3", "判断")]);
    static readonly CodeSet Audiences = new("question_audience", "适用对象", "本平台", [new("1", "党员通用"), new("2", "领导干部")]);

    public static readonly Register Questions = new()
    {
        Id = "questions", Title = "党建知识题库", Noun = "题目", Counter = "道", Table = "question", ReadPermission = Bank, WritePermission = Plan,
        Fields =
        [
            Field.Text("words", "题目", 300).Required().Wide(), Field.Code("kind", "题型", Kinds).Required().Listed().FirstFilter(), Field.Code("category", "教育类别", Education.Categories).Required().Listed().FirstFilter(), Field.Code("audience", "适用对象", Audiences).Required().Listed().FirstFilter().DefaultsTo("1"),
            Field.Text("option_a", "选项 A", 200).Required().Hinted("判断题填“对”").In("选项和答案"), Field.Text("option_b", "选项 B", 200).Required().Hinted("判断题填“错”").In("选项和答案"), Field.Text("option_c", "选项 C", 200).In("选项和答案"), Field.Text("option_d", "选项 D", 200).In("选项和答案"), Field.Text("option_e", "选项 E", 200).In("选项和答案"), Field.Text("option_f", "选项 F", 200).In("选项和答案"),
            Field.Text("answer", "答案", 6).Required().Listed().Hinted("字母，多选按顺序连写，如 ACD").In("选项和答案"), Field.LongText("explanation", "解析", 500).In("选项和答案"),
        ],
        Rules = [KnowledgeTestRules.Answerable],
        Conditions = [new("单选", "kind=1"), new("多选", "kind=2"), new("判断", "kind=3")],
    };

    public static readonly Register Tests = new()
    {
        Id = "tests", Title = "考核测试", Noun = "测试", Counter = "场", Table = "knowledge_test", ReadPermission = Read, WritePermission = Plan,
        Fields =
        [
            Field.Text("title", "测试", 100).Required().Wide(), Field.Code("target", "应测对象", Education.Targets).Required().Listed().FirstFilter(), Field.Code("category", "教育类别", Education.Categories).Filter().Hinted("不填即各类都抽"), Field.Text("document_no", "文号", 60), Field.Date("opens_on", "开始日期").Required().Listed(), Field.Date("closes_on", "结束日期").Required().Listed().Filter().Sortable(), Field.Number("minutes", "答题时间（分钟）", 1, 300).Required().Listed().DefaultsTo("60"),
            Field.Number("singles", "单选题（道）", 0, 100).Required().DefaultsTo("20").In("组卷"), Field.Number("multiples", "多选题（道）", 0, 100).Required().DefaultsTo("10").In("组卷"), Field.Number("judgements", "判断题（道）", 0, 100).Required().DefaultsTo("10").In("组卷"), Field.Date("made_on", "组卷日期").Listed().Filter().ByDeed().In("组卷"),
        ],
        Conditions = [new("还没有组卷", "made_on.none=1") { Light = "yellow" }],
        Children = [new() { Id = "questions", Title = "试卷", Noun = "题目", Counter = "道", Table = "test_question", ParentColumn = "knowledge_test_id", IsLedger = true, ReadPermission = Bank, WritePermission = Plan, Fields = [Field.Text("words", "题目", 300).Wide(), Field.Number("number", "题号").Listed(), Field.Code("kind", "题型", Kinds).Listed(), Field.LongText("options", "选项", 2000), Field.Text("answer", "答案", 6).Listed()] }],
        Actions = [new("覆盖和成绩", "grassroots/training/test", Read, IsForOne: true)],
        Deeds = [Make],
    };

    static RegisterDeed Make => new("make", "组卷", Plan)
    {
        Consequence = "按道数从题库随机抽题成卷；每人看到的题目一样，次序不同。开始答题以后不能重新组卷",
        Done = async (db, deed, stop) =>
        {
            var args = new { deed.Id, today = Clock.Today };
            // Held, so that nobody begins with one paper and hands in another.
            if (await db.FirstAsync<Guid?>("select id from knowledge_test where id = @Id for update", args, stop) is null) return "测试不在您能办理的范围里";
            if (await db.FirstAsync<bool>("select exists (select from test_attempt where knowledge_test_id = @Id and removed_at is null)", args, stop)) return "已经有人答题，不能重新组卷";
            const string from = "question q, knowledge_test t where t.id = @Id and q.removed_at is null and (t.category is null or q.category = t.category) and (q.audience = '1' or t.target = '6')";
            var (singles, multiples, judgements) = await db.FirstAsync<(int, int, int)>($"select (t.singles - least(t.singles, (select count(*) from {from} and q.kind = '1')))::int, (t.multiples - least(t.multiples, (select count(*) from {from} and q.kind = '2')))::int, (t.judgements - least(t.judgements, (select count(*) from {from} and q.kind = '3')))::int from knowledge_test t where t.id = @Id", args, stop);
            if (singles + multiples + judgements > 0) return $"题库里的题不够：{string.Join("、", new[] { ("单选", singles), ("多选", multiples), ("判断", judgements) }.Where(kind => kind.Item2 > 0).Select(kind => $"{kind.Item1}还差 {kind.Item2} 道"))}";
            await db.ExecuteAsync("update test_question set removed_at = now(), removed_by = org.actor(), removed_reason = '重新组卷' where knowledge_test_id = @Id and removed_at is null", args, stop);
            await db.ExecuteAsync($"""
                insert into test_question (knowledge_test_id, locality_path, rank_order, number, words, kind, options, answer, question_id, created_by, changed_by)
                select x.test, x.locality_path, x.number, x.number, x.words, x.kind, x.options, x.answer, x.id, org.actor(), org.actor() from (
                  select d.*, row_number() over (order by d.kind = '2', d.kind, d.nth)::int as number from (
                    select t.id as test, t.locality_path, q.id, q.words, q.kind, q.answer, concat_ws(E'\n', q.option_a, q.option_b, q.option_c, q.option_d, q.option_e, q.option_f) as options, row_number() over (partition by q.kind order by gen_random_uuid()) as nth, case q.kind when '1' then t.singles when '2' then t.multiples else t.judgements end as most from {from}) d
                  where d.nth <= d.most) x
                """, args, stop);
            await db.ExecuteAsync("update knowledge_test set made_on = @today, version = version + 1 where id = @Id", args, stop);
            return null;
        },
    };

    public static readonly Register Attempts = new()
    {
        Id = "test-results", Title = "测试成绩", Noun = "成绩", Counter = "人次", Table = "test_attempt", ReadPermission = Read, WritePermission = Edit, IsLedger = true,
        Fields =
        [
            (Field.Row("member_id", "党员", "members") with { IsListed = true }).Filter(), (Field.Row("knowledge_test_id", "测试", "tests") with { IsListed = true }).Filter(), (Field.Row("organisation_id", "党支部", "organisations") with { IsListed = true }).Filter(), Field.Number("nth", "第几次").Listed(), Field.Date("taken_on", "测试日期").Listed().FirstFilter().Sortable(), Field.Number("score", "成绩").Listed().Filter(), Field.Number("pass_mark", "合格线"), Field.Flag("passed", "合格").Listed().FirstFilter(), Field.Flag("is_late", "超时").Listed().Filter(),
        ],
        Rules = [KnowledgeTestRules.Passed],
        Conditions = [ReadyCondition.Of(KnowledgeTestRules.Passed), new("超时交卷", "is_late=1")],
    };

    /// <summary>On members: what they had on paper.</summary>
    public static readonly RegisterDeed Enter = new("test-result", "登记测试成绩", Edit)
    {
        Consequence = "纸质测试的成绩记入每个人的测试记录，按合格线判定是否合格；次数用完的不能再登",
        Fields = [Field.Row("knowledge_test_id", "测试", "tests").Required(), Field.Date("taken_on", "测试日期").Required().Past(), Field.Number("score", "成绩", 0, 100).Required()],
        Done = async (db, deed, stop) =>
        {
            var terms = (await RuleSettings.ReadAsync(db, stop)).For(KnowledgeTestRules.Passed, deed.LocalityPath, Clock.Today);
            var args = new { deed.Id, test = deed.Values["knowledge_test_id"], on = deed.Day("taken_on"), score = deed.Values["score"], mark = terms.Int("mark"), tries = terms.Int("tries") };
            if (await db.FirstAsync<(DateOnly From, DateOnly To)?>("select opens_on, closes_on from knowledge_test where id = @test and removed_at is null", args, stop) is not { } open) return "测试不在您能看到的范围里";
            if (args.on < open.From || args.on > open.To) return $"测试日期应在 {Dates.Format(open.From)} 至 {Dates.Format(open.To)} 之间";
            return await db.ExecuteAsync("""
                insert into test_attempt (locality_path, rank_order, member_id, knowledge_test_id, organisation_id, nth, taken_on, score, pass_mark, passed, created_by, changed_by)
                select m.locality_path, -(@on::date - date '2000-01-01'), m.id, @test, m.organisation_id, n.taken + 1, @on, @score, @mark, @score::int >= @mark, org.actor(), org.actor()
                from member m cross join lateral (select count(*)::int as taken, coalesce(bool_or(a.passed), false) as passed from test_attempt a where a.member_id = m.id and a.knowledge_test_id = @test and a.removed_at is null) n
                where m.id = @Id and m.left_on is null and m.removed_at is null and n.taken < @tries and not n.passed
                """, args, stop) == 0 ? $"已经合格，或 {args.tries} 次都用完了" : null;
        },
    };

    /// <summary>Marks out of a hundred: every question weighs the same, several choices are right only together.</summary>
    public static int ScoreOf(IReadOnlyDictionary<int, string> key, IReadOnlyDictionary<int, string> said) => key.Count == 0 ? 0 : (int)Math.Round(100m * key.Count(one => said.GetValueOrDefault(one.Key) == one.Value) / key.Count, MidpointRounding.AwayFromZero);

    public static readonly IReadOnlyList<Register> All = [Questions, Tests, Attempts];
}

public sealed record QuestionFacts
{
    [KnownAs("题型")] public string? Kind { get; init; }
    [KnownAs("答案")] public string? Answer { get; init; }
    [KnownAs("选项", Unit = "个")] public int? Options { get; init; }
}

public sealed record TestFacts
{
    [KnownAs("成绩", Unit = "分")] public int? Score { get; init; }
    [KnownAs("第几次", Unit = "次")] public int? Nth { get; init; }
}

public static class KnowledgeTestRules
{
    static readonly DateOnly Day = new(2026, 11, 21);

    public static readonly Rule<QuestionFacts> Answerable = new()
    {
        Id = "grassroots.questions.answerable", Title = "答案是选项里的字母，单选、判断一个，多选按顺序", WhenBroken = "答案和选项对不上", Basis = Basis.Practice("题库编制要求"), Severity = Severity.Refuse,
        Population = new("questions", "select q.id, q.locality_path, q.words as title, q.kind, q.answer, num_nonnulls(q.option_a, q.option_b, q.option_c, q.option_d, q.option_e, q.option_f) as options from question q where q.removed_at is null"),
        Test = new([nameof(QuestionFacts.Kind), nameof(QuestionFacts.Answer), nameof(QuestionFacts.Options)], "answer ~ '^A?B?C?D?E?F?$' and answer <> '' and (kind = '2' or length(answer) = 1) and strpos('ABCDEF', right(answer, 1)) <= options", (f, _) =>
        {
            var isInOrder = System.Text.RegularExpressions.Regex.IsMatch(f.Answer!, @"^A?B?C?D?E?F?\z") && f.Answer != "";
            return Finding.Of(isInOrder && (f.Kind == "2" || f.Answer!.Length == 1) && "ABCDEF".IndexOf(f.Answer![^1], StringComparison.Ordinal) + 1 <= f.Options, $"答案 {f.Answer}，选项 {f.Options} 个；单选、判断填一个字母，多选按字母顺序连写");
        }),
        Examples =
        [
            new("单选", new() { Kind = "1", Answer = "C", Options = 4 }, Day, Outcome.Met), new("多选", new() { Kind = "2", Answer = "ABD", Options = 4 }, Day, Outcome.Met), new("单选填了两个", new() { Kind = "1", Answer = "AC", Options = 4 }, Day, Outcome.Broken),
            new("没有这个选项", new() { Kind = "1", Answer = "E", Options = 4 }, Day, Outcome.Broken), new("次序不对", new() { Kind = "2", Answer = "DA", Options = 4 }, Day, Outcome.Broken),
        ],
    };

    public static readonly Rule<TestFacts> Passed = new()
    {
        Id = "grassroots.test-results.passed", Title = "考核测试达到合格线；不合格的在次数之内补考", WhenBroken = "测试不合格", Basis = Basis.Practice("应知应会基本知识考核测试制度"), Severity = Severity.Remind, Light = "yellow",
        // What was begun and never handed in counts as nought, as it is said where it is begun.
        Population = new("test-results", $"""
            select a.id, a.locality_path, m.name as title, {KnowledgeTestSql.Score("a")} as score, a.nth from test_attempt a join member m on m.id = a.member_id where a.removed_at is null and (a.score is not null or {KnowledgeTestSql.Over("a")})
              and not exists (select from test_attempt b where b.knowledge_test_id = a.knowledge_test_id and b.member_id = a.member_id and b.nth > a.nth and (b.score is not null or {KnowledgeTestSql.Over("b")}) and b.removed_at is null)
            """),
        Parameters = [new("mark", "合格线", 60, "分", Stricter.Higher) { Max = 100 }, new("tries", "最多测试", 3, "次", Stricter.Free) { Min = 1, Max = 20 }],
        Test = new([nameof(TestFacts.Score), nameof(TestFacts.Nth)], "score >= {mark}", (f, t) => Finding.Of(f.Score >= t["mark"], $"{f.Score} 分，合格线 {t["mark"]:0.##} 分；{(f.Nth < t["tries"] ? $"已测 {f.Nth} 次，可以补考" : $"{f.Nth} 次都用完了")}")),
        Examples = [new("七十分", new() { Score = 70, Nth = 1 }, Day, Outcome.Met), new("五十九分", new() { Score = 59, Nth = 1 }, Day, Outcome.Broken)],
    };

    public static readonly IReadOnlyList<Rule> All = [Answerable, Passed];
}

static class KnowledgeTestSql
{
    /// <summary>Who presses the button at the last moment is still on the way: so many seconds.</summary>
    public const int Grace = 60;

    /// <summary>The paper was read and not handed in while there was time.</summary>
    public static string Over(string a) => $"({a}.score is null and {a}.due_at < now() - interval '60 seconds')";

    /// <summary>What an attempt counts: nothing as long as it runs, nought once its time is over.</summary>
    public static string Score(string a) => $"case when {Over(a)} then 0 else {a}.score end";

    /// <summary>Who is to be tested: the members meant, in the place that has set the test; <c>m</c> is the member, the test goes by <paramref name="t"/>.</summary>
    public static string Meant(string t) => Training.DriveModel.MeantSql.Replace("@LocalityPath", $"{t}.locality_path", StringComparison.Ordinal).Replace("@Target", $"{t}.target", StringComparison.Ordinal);
}
