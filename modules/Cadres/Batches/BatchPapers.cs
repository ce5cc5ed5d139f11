using System.Globalization;

namespace OrgWork.Cadres;

/// <summary>
/// The papers of a batch, from 动议方案 to 备案表. What is typed once (posts, people, checks, votes) is printed from there; each can be replaced by the office's own Word template.
/// </summary>
static class BatchPapers
{
    const string Print = "cadres.documents.print", Templates = "cadres.documents.templates";

    static PaperLine Title(string text) => new(text) { Font = PaperFont.Title, Size = 22, Align = PaperAlign.Centre, Leading = 36 };
    static PaperLine Body(string text, double above = 0) => new(text) { Font = PaperFont.FangSong, Size = 16, Leading = 29, Indent = 2, Align = PaperAlign.Both, Above = above };
    static PaperLine Head(string text) => new(text) { Font = PaperFont.Hei, Size = 16, Leading = 29, Indent = 2 };
    static PaperLine Sign(string text, double above = 0) => new(text) { Font = PaperFont.FangSong, Size = 16, Leading = 29, Align = PaperAlign.End, IndentEnd = 2, Above = above };
    static PaperLine Small(string text) => new(text) { Size = 11, Leading = 20, Indent = 2 };
    static PaperLine Plain(string text) => new(text) { Font = PaperFont.FangSong, Size = 16, Leading = 29 };

    /// <summary>One paper of a batch: asked, as far as it is not known, what it is about (one copy, or one for each person). What every paper has is filled in here.</summary>
    static Document Paper(string id, string title, Layout layout, Func<DocumentRequest, Batch, RuleSettings, Task<IEnumerable<(string Name, DocumentContent Content, string[] Warnings)>>> fill, IReadOnlyList<Field>? options = null, string? number = null, bool isSensitive = false, string permission = Print, IReadOnlyList<string>? tags = null, string dated = "on") => new()
    {
        Id = id, Title = title, Permission = permission, TemplatePermission = Templates, Options = options ?? [], NumberHint = number, IsSensitive = isSensitive, Layout = _ => layout, RequiredTags = tags ?? [],
        Fill = async request =>
        {
            var settings = await RuleSettings.ReadAsync(request.Db, request.Stop);
            List<DocumentCopy> copies = [];
            foreach (var batchId in request.Ids)
                if (await Batch.LoadAsync(request.Db, batchId, request.Today, request.Stop) is { } batch)
                    copies.AddRange((await fill(request, batch, settings)).Select(one => new DocumentCopy(batchId, one.Name, one.Name == batch.Head.Name ? "" : batch.Head.Name, batch.Head.Path, one.Content.Text("批次", batch.Head.Name).Text("研究机关", batch.Head.DecidedBy)
                        .Text("落款", request.TextOf("organ") is { Length: > 0 } organ ? organ : request.Locality.Name + "委组织部").Text("日期", FormText.LongDate(request.DayOf(dated)))) { Warnings = [.. one.Warnings] }));
            return copies;
        },
    };

    static Document Paper(string id, string title, Layout layout, Func<DocumentRequest, Batch, RuleSettings, IEnumerable<(string Name, DocumentContent Content, string[] Warnings)>> fill, IReadOnlyList<Field>? options = null, string? number = null, bool isSensitive = false, string permission = Print, IReadOnlyList<string>? tags = null, string dated = "on") =>
        Paper(id, title, layout, (request, batch, settings) => Task.FromResult(fill(request, batch, settings)), options, number, isSensitive, permission, tags, dated);

    static readonly Field Organ = Field.Text("organ", "落款", 60).Hinted("不填即本地党委组织部"), On = Field.Date("on", "落款日期").Hinted("不填即今天");

    static string Age(BatchCandidate one, DateOnly day) => one.BirthOn is { } birth ? $"{Month.Of(birth)}（{Month.Of(birth).AgeAt(day)}岁）" : "";

    /// <summary>A person in one sentence, as 公示 and 预告 have it.</summary>
    static string Describe(BatchCandidate one)
    {
        List<string> parts = [one.Name];
        if (one.Sex is { } sex) parts.Add(StandardCodes.Sex.NameOf(sex));
        if (one.Nation is { } nation) parts.Add(StandardCodes.Nation.NameOf(nation));
        if (one.NativePlace is { Length: > 0 } place) parts.Add(place + "人");
        if (one.BirthOn is { } birth) parts.Add($"{birth.Year}年{birth.Month}月生");
        if (one.Education is { } education) parts.Add(StandardCodes.Education.NameOf(education) + "学历");
        if (one.WorkBeganOn is { } work) parts.Add($"{work.Year}年{work.Month}月参加工作");
        if (one.Politics is "01" or "02" && one.PartyJoinedOn is { } joined) parts.Add($"{joined.Year}年{joined.Month}月加入中国共产党");
        else if (one.Politics is { } politics and not "13") parts.Add(StandardCodes.Politics.NameOf(politics));
        if (one.FormerPost is { Length: > 0 } post) parts.Add("现任" + post);
        return string.Join('，', parts);
    }

    static readonly Layout MotionLayout = new(Kernel.Paper.Official, Title("{批次}动议方案"), Body("根据《党政领导干部选拔任用工作条例》和领导班子建设需要，经分析研判，提出如下工作方案，拟提请{研究机关}研究。", 16),
        Head("一、职位和人选意向"),
        new PaperGrid([12, 26, 52, 52, 14], new PaperRow(10, new("序"), new("姓名"), new("现任职务"), new("拟任职务"), new("类型")) { IsHead = true }, new PaperRow(12, new("{序}"), new("{姓名}"), new("{现任}"), new("{拟任}"), new("{类型}")) { Each = "人选表", Grows = true }) { Size = 11 },
        Head("二、职数核对"), Body("{职数}"), Head("三、条件、范围和方式"), Body("{条件}"), Head("四、程序和时间安排"), Body("{安排}"), Sign("{落款}", 24), Sign("{日期}"));

    static readonly Document Motion = Paper("motion-plan", "动议方案", MotionLayout, async (request, batch, settings) =>
    {
        var (over, words) = await BatchSteps.QuotaAsync(request.Db, batch, request.Today, request.Stop);
        var content = new DocumentContent().Text("职数", words is "" ? "本批不涉及班子职数。" : words + "。").Text("条件", request.TextOf("conditions")).Text("安排", request.TextOf("schedule")).Rows("人选表", People(batch.Candidates.Where(one => one.IsIn), batch, settings));
        return [(batch.Head.Name, content, over > 0 ? ["职数核对没有通过：" + words] : [])];
    }, [Field.LongText("conditions", "条件、范围和方式", 800).Required().DefaultsTo("坚持好干部标准，人岗相适；在干部管理权限范围内酝酿；采取委任制方式"), Field.LongText("schedule", "程序和时间安排", 800).Required().DefaultsTo("先谈话调研推荐，后会议推荐，依次考察、讨论决定、公示、任职"), Organ, On]);

    static IEnumerable<DocumentContent> People(IEnumerable<BatchCandidate> people, Batch batch, RuleSettings settings) => people.Select((one, n) => new DocumentContent().Text("序", $"{n + 1}").Text("姓名", FieldText.Padded(one.Name)).Text("现任", one.FormerPost).Text("拟任", one.Post?.Title ?? "免去现任职务").Text("类型", Appointing.Kinds.NameOf(one.Kind))
        .Text("出生", Age(one, Clock.Today)).Text("票", one.VotesFor is null ? "" : $"{one.VotesFor}").Text("试用", one.HasProbation ? AppointmentRules.ProbationWords(settings, batch.Head.Path, one.TookOfficeOn ?? one.DecidedOn ?? Clock.Today) : ""));

    static readonly Document Ballot = Paper("recommendation-ballot", "民主推荐票", new(Kernel.Paper.Official, Title("民主推荐票"), Body("{批次}。请在您推荐的人选后划“○”，每个职位推荐人数不超过拟任职数；也可以在空白处另写推荐人选。本票不记名。", 16),
            new PaperGrid([60, 60, 36], new PaperRow(10, new("拟任职位"), new("参考人选"), new("推荐")) { IsHead = true }, new PaperRow(13, new("{职位}"), new("{姓名}"), new("")) { Each = "票面", Grows = true }) { Size = 14 }, Small("参加推荐人员类别：　　　　　　　　　　　　　　　　　　{日期}")),
        (_, batch, _) => [(batch.Head.Name, new DocumentContent().Rows("票面", batch.Candidates.Where(one => one.IsPromotion && one.IsIn && one.IsReference).Select(one => new DocumentContent().Text("职位", one.Post?.Title).Text("姓名", FieldText.Padded(one.Name)))
            .Concat(batch.Posts.Select(post => new DocumentContent().Text("职位", post.Title).Text("姓名", "（另行推荐）")))), batch.Candidates.Any(one => one.IsReference) ? [] : ["还没有会议推荐参考人选"])]);

    static readonly Layout TallyLayout = new(Kernel.Paper.Official, Title("民主推荐情况汇总表"), Body("{批次}。{谈话}", 12), Body("{会议}"),
        new PaperGrid([30, 66, 30, 30], new PaperRow(10, new("姓名"), new("现任职务"), new("谈话推荐"), new("会议推荐")) { IsHead = true }, new PaperRow(12, new("{姓名}"), new("{现任}"), new("{谈话票}"), new("{会议票}")) { Each = "得票", Grows = true }) { Size = 12 }, Sign("考察组：{考察组}", 18), Sign("{日期}"));

    static readonly Document TallySheet = Paper("recommendation-tally", "民主推荐情况汇总表", TallyLayout, async (request, batch, _) =>
    {
        var id = batch.Head.Id;
        var (talks, meeting) = (await Ballots.SignedAsync(request.Db, BatchPolls.Talks, id, request.Stop), await Ballots.SignedAsync(request.Db, BatchPolls.Meeting, id, request.Stop));
        var members = await request.Db.QueryAsync<string>("select name from appointment_inspector where appointment_batch_id = @id and removed_at is null order by duty, rank_order, id", new { id }, request.Stop);
        static string Numbers(string what, PollResult? poll) => poll is null ? $"没有签认的{what}结果。" : $"{what}（{FormText.LongDate(poll.Poll.HeldOn)}）：应到 {poll.Tally.Whole.Eligible} 人，实到 {poll.Tally.Whole.Present} 人，收回 {poll.Tally.Whole.Returned} 张，有效 {poll.Tally.Whole.Valid} 张。";
        static string Votes(PollResult? poll, string name) => poll?.Tally.Items.FirstOrDefault(item => item.Title == name) is { } item ? poll.Tally.Votes(item, "1").ToString(CultureInfo.InvariantCulture) : "";
        var names = batch.Candidates.Where(one => one.IsPromotion).Select(one => (one.Name, Post: one.FormerPost)).Concat(new[] { talks, meeting }.OfType<PollResult>().SelectMany(poll => poll.Tally.Items).Select(item => (Name: item.Title, Post: (string?)""))).DistinctBy(one => one.Name);
        var content = new DocumentContent().Text("谈话", Numbers("谈话调研推荐", talks)).Text("会议", Numbers("会议推荐", meeting)).Text("考察组", string.Join('、', members))
            .Rows("得票", names.Select(one => new DocumentContent().Text("姓名", FieldText.Padded(one.Name)).Text("现任", one.Post).Text("谈话票", Votes(talks, one.Name)).Text("会议票", Votes(meeting, one.Name))));
        return [(batch.Head.Name, content, talks is null && meeting is null ? ["还没有签认的推荐结果"] : [])];
    }, [On]);

    static readonly Document Foretell = Paper("inspection-notice", "考察预告", new(Kernel.Paper.Official, Title("考察预告"), Body("根据《党政领导干部选拔任用工作条例》有关规定，经{研究机关}研究，将下列同志列为考察对象，由考察组进行考察：", 16), Body("{名单}"), Body("考察时间：{时间}。"), Body("考察期间，欢迎广大干部群众如实反映考察对象的情况。联系方式：{联系方式}。"), Sign("{落款}", 24), Sign("{日期}")),
        (request, batch, _) => [(batch.Head.Name, new DocumentContent().Text("名单", string.Join('\n', batch.ForDecision.Where(one => one.Post is not null).Select(one => Describe(one) + "。"))).Text("时间", request.TextOf("when")).Text("联系方式", request.TextOf("contact")), batch.ForDecision.Any() ? [] : ["还没有考察对象"])],
        [Field.Text("when", "考察时间", 60).Required().Hinted("如 2026年10月20日至22日"), Field.Text("contact", "联系方式", 120).Required().Hinted("考察组驻地、电话"), Organ, On]);

    static readonly Document Report = Paper("inspection-report", "考察材料", new(Kernel.Paper.Official, Title("关于{姓名}同志的考察材料"), Body("{简介}。拟{拟任}。", 16), Head("一、德能勤绩廉表现和主要特点"), Body("{表现}"), Body("按好干部标准：{标准}"), Head("二、主要缺点和不足"), Body("{不足}"), Head("三、主要实绩和一线经历"), Body("{实绩}"), Head("四、民主推荐、测评和核查情况"), Body("{核查}"), Plain("考察组成员（签名）："), Sign("{考察日期}", 24)),
        async (request, batch, _) =>
        {
            var standards = (await Standards.OfBatchAsync(request.Db, batch.Head.Id, request.Stop)).ToDictionary(one => one.Cadre, one => one.Words);
            return batch.Candidates.Where(one => one.IsPromotion && one.State is not ("1" or "4")).Select(one => (one.Name, new DocumentContent().Text("标准", standards.GetValueOrDefault(one.CadreId) is { } said ? "\n" + said : "没有逐条评价。").Text("姓名", one.Name).Text("简介", Describe(one)).Text("拟任", one.Post is null ? "免去现任职务" : "任" + one.Post.Title).Text("表现", one.Report).Text("不足", one.Shortcomings).Text("实绩", one.Merits)
            .Text("核查", string.Join('；', Appointing.Checks.Codes.Take(4).Select(code => one.CheckOf(code.Value) is { } check ? $"{code.Name}：{(check.Conclusion is { } end ? Appointing.Conclusions.NameOf(end) : "未答复")}{(check.AnsweredOn is { } on ? $"（{Dates.Format(on)}）" : "")}" : $"{code.Name}：未提出")) + $"；政治素质考察：{(one.PoliticalConclusion is { } gate ? Appointing.Conclusions.NameOf(gate) : "没有结论")}。")
            .Text("考察日期", one.ReportedOn is { } day ? FormText.LongDate(day) : ""), string.IsNullOrWhiteSpace(one.Report) ? new[] { $"{one.Name}没有考察材料正文" } : []));
        }, isSensitive: true, permission: Appointing.Open);

    static readonly Document Letter = Paper("opinion-letter", "征求意见函", new(Kernel.Paper.Official, Title("关于征求对{姓名}等同志意见的函"), Plain("{受函单位}："), Body("根据工作需要，经研究，拟对下列同志进行任免。按照《党政领导干部选拔任用工作条例》有关规定，现就其{事项}征求你单位意见，请于收函后{期限}内书面答复并加盖公章，由主要负责同志签字。", 8), Body("{名单}"), Sign("{落款}", 24), Sign("{日期}")),
        (request, batch, settings) => batch.Candidates.SelectMany(one => one.Checks.Where(check => check.Kind is "3" or "4" or "5" or "6").Select(check => (One: one, Check: check))).GroupBy(pair => (pair.Check.AskedOf, pair.Check.Kind)).Select(group => (group.Key.AskedOf, new DocumentContent().Text("姓名", group.First().One.Name).Text("受函单位", group.Key.AskedOf)
            .Text("事项", group.Key.Kind switch { "3" => "廉洁自律情况", "4" => "有关信访举报及查核情况", "5" => "任免", _ => "现实表现和有关情况" }).Text("期限", group.Key.Kind == "5" ? settings.For(AppointmentRules.Consultation, batch.Head.Path, request.DayOf("on")).Int("months") is var months && months == 1 ? "一个月" : $"{months}个月" : $"{request.TextOf("days")}个工作日")
            .Text("名单", string.Join('\n', group.Select(pair => Describe(pair.One) + "，拟" + (pair.One.Post is null ? "免去现任职务" : "任" + pair.One.Post.Title) + "。"))), Array.Empty<string>())), [Field.Number("days", "答复期限（工作日）", 1, 60).Required().DefaultsTo("10").Hinted("双重管理征求协管方意见的，按规则规定的期限"), Organ, On], "如 临组函");

    /// <summary>What lies before the meeting: everybody with votes, checks and what holds them back. It tells of measures, and is for those who may know of them.</summary>
    static readonly Document DecisionPack = Paper("decision-pack", "讨论决定方案", new(Kernel.Paper.Official, Title("关于{批次}的方案"), Body("提请{研究机关}讨论决定。", 12),
            new PaperGrid([10, 20, 24, 34, 34, 16, 18], new PaperRow(10, new("序"), new("姓名"), new("出生年月"), new("现任职务"), new("拟任职务"), new("类型"), new("凡提四必")) { IsHead = true }, new PaperRow(12, new("{序}"), new("{姓名}"), new("{出生}"), new("{现任}"), new("{拟任}"), new("{类型}"), new("{四必}")) { Each = "人选表", Grows = true }) { Size = 11 },
            Head("影响期和考核"), Body("{影响}"), Head("酝酿情况"), Body("{酝酿}"), Sign("{落款}", 24), Sign("{日期}")),
        async (request, today, settings) =>
        {
            // As it is on the day of the meeting, not of the printing.
            var day = today.Head.DecidedOn ?? today.Head.PlannedOn ?? request.Today;
            var batch = await Batch.LoadAsync(request.Db, today.Head.Id, day, request.Stop) ?? today;
            var people = batch.Candidates.Where(one => one.IsForDecision || one.DecidedOn is not null).ToList();
            var marked = people.Select(one => (one.Name, Marks: string.Join("；", one.Marks(true, day)))).Where(one => one.Marks != "").Select(one => $"{one.Name}：{one.Marks}。").ToList();
            var rows = People(people, batch, settings).Zip(people, (row, one) => row.Text("四必", one.IsPromotion ? $"{one.Checks.Count(check => check.Kind is "1" or "2" or "3" or "4" && check.IsPassed)}/4" : "—"));
            return [(batch.Head.Name, new DocumentContent().Rows("人选表", rows).Text("影响", marked.Count == 0 ? "没有在影响期内的，上年度考核没有基本称职以下的。" : string.Join('\n', marked)).Text("酝酿", batch.Deliberations.Count == 0 ? "没有酝酿记录。" : string.Join('\n', batch.Deliberations.Select(heard => $"{Dates.Format(heard.HeldOn)}　{heard.DeliberatedWith}（{Appointing.Deliberated.NameOf(heard.Category)}）：{Appointing.Opinions.NameOf(heard.Opinion)}。"))), people.Count == 0 ? ["没有提交讨论决定的人选"] : [])];
        }, [Organ, On], isSensitive: true, permission: Measures.Read);

    static readonly Document DecisionBallot = Paper("decision-ballot", "任免表决票", new(Kernel.Paper.Official, Title("干部任免无记名表决票"), Body("{批次}。请在同意、不同意、缓议中择一划“○”，不划的视为缓议。", 16),
            new PaperGrid([96, 20, 20, 20], new PaperRow(10, new("任免事项"), new("同意"), new("不同意"), new("缓议")) { IsHead = true }, new PaperRow(14, new("{事项}") { Align = PaperAlign.Start }, new(""), new(""), new("")) { Each = "票面", Grows = true }) { Size = 14 }, Sign("{研究机关}", 16), Sign("{日期}")),
        (_, batch, _) => [(batch.Head.Name, new DocumentContent().Rows("票面", batch.ForDecision.Select(one => new DocumentContent().Text("事项", one.Line))), batch.ForDecision.Any() ? [] : ["没有提交讨论决定的人选"])], [On]);

    static readonly Layout NoticeLayout = new(Kernel.Paper.Official, Title("干部任前公示"), Body("根据《党政领导干部选拔任用工作条例》有关规定，经{研究机关}研究，现将{人数}名拟任（提名）人选予以公示：", 16), Body("{名单}"), Body("公示期：{公示期}。"),
        Body("公示期间，如对公示人选有情况反映，请以真实姓名或单位名义，通过来信、来电、来访等方式向{落款}反映。反映情况应实事求是、客观公正。"), Body("受理方式：{受理方式}。"), Sign("{落款}", 24), Sign("{日期}"));

    static readonly Document Notice = Paper("public-notice", "任前公示", NoticeLayout, (request, batch, settings) =>
    {
        var people = batch.Candidates.Where(one => one.State is "5" or "9" or "A" && one.IsPromotion).ToList();
        var begins = request.DayOf("begins_on");
        var least = settings.For(AppointmentRules.Publicity, batch.Head.Path, begins).Int("days");
        var days = request.Options.GetValueOrDefault("days") as int? ?? least;
        var ends = settings.Calendar.Nth(begins, days);
        string[] warnings = [.. people.Count == 0 ? ["没有表决通过的提拔、进一步使用人选"] : Array.Empty<string>(), .. days < least ? [$"{AppointmentRules.Publicity.Title}（{AppointmentRules.Publicity.Basis}）：本地为 {least} 个工作日，填的是 {days} 个"] : Array.Empty<string>(), .. ends.IsCertain ? [] : new[] { ends.Warning }];
        var content = new DocumentContent().Text("人数", people.Count.ToString(CultureInfo.InvariantCulture))
            .Text("名单", string.Join('\n', people.Select(one => $"{Describe(one)}，拟{(one.Post!.Way == "2" ? "提名为" : "任")}{one.Post.Title}{(one.IsExceptional ? $"。破格提拔：{one.ExceptionalReason}" : "")}。"))).Text("公示期", $"{FormText.LongDate(begins)}至{FormText.LongDate(ends.Day)}（{days}个工作日）").Text("受理方式", request.TextOf("contact"));
        return [(batch.Head.Name, content, warnings)];
    }, [Field.Date("begins_on", "公示开始").Hinted("不填即今天"), Field.Number("days", "公示工作日数", 1, 60).Hinted("不填即按规则“任前公示”的天数，节假日按日历扣除"), Field.Text("contact", "受理电话、地址", 120).Required(), Organ], tags: ["名单", "公示期"], dated: "begins_on");

    static readonly Document Announcement = Paper("announcement", "任免通知", new(Kernel.Paper.Official, new PaperLine("{字号}") { Font = PaperFont.FangSong, Size = 16, Align = PaperAlign.Centre, Leading = 29 }, Title("关于{姓名}等同志职务任免的通知"), Plain("{主送}："), Body("{研究机关}于{决定日期}研究决定：", 8), Body("{名单}"), Sign("{落款}", 24), Sign("{日期}")),
        (request, batch, settings) =>
        {
            var people = batch.Candidates.Where(one => one.State is "5" or "9" or "A").ToList();
            var lines = people.Select(one => one.Post is null ? $"免去{one.Name}同志{one.FormerPost}职务。" : $"{one.Name}同志{(one.Post.Way == "2" ? "提名为" : "任")}{one.Post.Title}{(one.Post.Way == "2" ? "人选" : "")}{(one.HasProbation ? $"（试用期{AppointmentRules.ProbationWords(settings, batch.Head.Path, one.DecidedOn ?? Clock.Today)}）" : "")}{(one.KeepsPosts || one.FormerPost is null ? "" : $"，免去{one.FormerPost}职务")}。");
            return [(batch.Head.Name, new DocumentContent().Text("姓名", people.FirstOrDefault()?.Name).Text("主送", request.TextOf("to")).Text("决定日期", batch.Head.DecidedOn is { } day ? FormText.LongDate(day) : "　　年　月　日").Text("名单", string.Join('\n', lines)), people.Count == 0 ? ["没有表决通过的人选"] : [])];
        }, [Field.Text("to", "主送", 200).Required().Hinted("如 各乡镇党委，县直各部门党组（党委）"), Organ, On], "如 临委任");

    static readonly Document Filing = Paper("filing", "干部任免备案表", new(Kernel.Paper.Official, Title("干部任免备案表"), Small("报备单位：{落款}　　　批次：{批次}　　　讨论决定：{研究机关} {决定日期}　　　文号：{文号}"),
            new PaperGrid([10, 22, 24, 42, 42, 16], new PaperRow(10, new("序"), new("姓名"), new("出生年月"), new("原任职务"), new("现任（免）职务"), new("试用期")) { IsHead = true }, new PaperRow(12, new("{序}"), new("{姓名}"), new("{出生}"), new("{现任}"), new("{拟任}"), new("{试用}")) { Each = "人选表", Grows = true }) { Size = 11 }, Sign("{日期}", 18)),
        (_, batch, settings) => [(batch.Head.Name, new DocumentContent().Text("决定日期", batch.Head.DecidedOn is { } day ? Dates.Format(day) : "").Text("文号", batch.Head.DocumentNo).Rows("人选表", People(batch.Candidates.Where(one => one.State is "5" or "9" or "A"), batch, settings)), batch.Head.DocumentNo is null ? ["还没有任免文号"] : [])], [Organ, On]);

    public static IReadOnlyList<Document> All => [Motion, Ballot, TallySheet, Foretell, Report, Letter, DecisionPack, DecisionBallot, Notice, Announcement, Filing];
}
