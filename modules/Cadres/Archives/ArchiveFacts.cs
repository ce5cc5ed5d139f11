namespace OrgWork.Cadres;

/// <summary>
/// 三龄两历一身份 (C1.10): what the documents of the file say is held against the record; where they differ a determination is opened, and what is determined goes into the record with it.
/// </summary>
public static class ArchiveFacts
{
    public static readonly CodeSet Kinds = new("key_fact", "三龄两历一身份", "干部人事档案工作条例", [new("1", "年龄（出生时间）"), new("2", "工龄（参加工作时间）"), new("3", "党龄（入党时间）"), new("4", "学历学位"), new("5", "工作经历"), new("6", "干部身份")]);
    public static readonly CodeSet States = new("facts_state", "审核情况", "本平台", [new("1", "未审"), new("2", "待补材料"), new("3", "待认定"), new("4", "已认定"), new("5", "存疑不得提拔")]);
    public static readonly CodeSet Stages = new("determination_state", "状态", "本平台", [new("1", "待提意见"), new("2", "待认定"), new("3", "已认定"), new("4", "存疑")]);
    static readonly CodeSet Results = new("determination_result", "结果", "本平台", [new("3", "认定"), new("4", "存疑，不得提拔，继续核查")]);

    /// <summary>Which document decides.</summary>
    public static string RuleOf(string fact) => fact switch
    {
        "1" => "档案与户籍不一致的，以档案和户籍中最早的记载为准；身份证不作为依据",
        "2" => "以最早的录用、分配、入伍等参加工作的材料为准",
        "3" => "以入党志愿书上支部大会通过为预备党员的时间为准",
        "4" => "以毕业生登记表、学籍材料和证书为准，须经主管部门认证",
        "5" => "以任免审批表、任职通知为准，逐段核对起止年月和职务",
        _ => "以录用、转干、调任的审批材料为准",
    };

    sealed record Said(string Fact, string Material, string Formed, string Says);

    /// <summary>What the documents come to: of those on one fact the one that the rule prefers, the earliest by default.</summary>
    static Said? Deciding(IEnumerable<Said> documents, string fact) => documents.Where(one => one.Fact == fact).OrderBy(one => fact == "3" && one.Material.Contains("志愿书", StringComparison.Ordinal) ? "" : one.Formed, StringComparer.Ordinal).FirstOrDefault();

    public sealed record Recorded(Guid ArchiveId, Guid CadreId, string Name, string LocalityPath, DateOnly? BirthOn, DateOnly? WorkBeganOn, DateOnly? PartyJoinedOn, string? FullTimeEducation, string? InServiceEducation, string? Category, string? Posts)
    {
        /// <summary>The main posts, each from when to when and what.</summary>
        public IEnumerable<(string From, string To, string Words)> Career => (Posts ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('|')).Select(part => (part[0], part[1], part[2]));
        public bool HasBoth => FullTimeEducation is not null && InServiceEducation is not null;
    }

    /// <summary>As the register has it, in the way a document says it.</summary>
    public static string? Stands(Recorded one, string fact) => fact switch
    {
        "1" => one.BirthOn is { } birth ? Month.Of(birth).ToString() : null,
        "2" => one.WorkBeganOn is { } work ? Month.Of(work).ToString() : null,
        "3" => one.PartyJoinedOn is { } joined ? Month.Of(joined).ToString() : null,
        "4" => string.Join('、', new[] { (FullTime, one.FullTimeEducation), (InService, one.InServiceEducation) }.Where(each => each.Item2 is not null).Select(each => (one.HasBoth ? each.Item1 : "") + StandardCodes.Education.NameOf(each.Item2!))) is { Length: > 0 } both ? both : null,
        "5" => string.Join('；', one.Career.Select(post => $"{post.From}—{post.To} {post.Words}")) is { Length: > 0 } career ? career : null,
        _ => one.Category is null ? null : StandardCodes.PersonKind.NameOf(one.Category),
    };

    const string FullTime = "全日制", InService = "在职";

    /// <summary>A stretch of a career as an approval form or a notice has it: from when, to when, which post.</summary>
    static readonly System.Text.RegularExpressions.Regex Stretch = new(@"(?<from>\d{4}\.\d{2})[ 　]*(?:(?:--|—{1,2}|-|至)[ 　]*(?<to>\d{4}\.\d{2})?)?[ 　]*(?<words>[^\d；;，,。\n]{2,})");

    static string Bare(string words) => string.Concat(words.Where(letter => !char.IsWhiteSpace(letter) && letter is not ('、' or '（' or '）' or '(' or ')')));

    /// <summary>Stretch by stretch: each that the document names stands in the record with its months, and the record has none between them that the document has not.</summary>
    static bool AgreesInCareer(Recorded one, string says)
    {
        var told = Stretch.Matches(says).Select(found => (From: found.Groups["from"].Value, To: found.Groups["to"].Value, Words: Bare(found.Groups["words"].Value))).ToList();
        if (told.Count == 0) return false;
        bool Same((string From, string To, string Words) post, (string From, string To, string Words) line) => post.From == line.From && (line.To == "" || post.To == line.To) && Bare(post.Words) is var words && (words.Contains(line.Words, StringComparison.Ordinal) || line.Words.Contains(words, StringComparison.Ordinal));
        var (first, last) = (told.Min(line => line.From)!, told.Max(line => line.From)!);
        return told.All(line => one.Career.Any(post => Same(post, line))) && one.Career.Where(post => string.CompareOrdinal(post.From, first) >= 0 && string.CompareOrdinal(post.From, last) <= 0).All(post => told.Any(line => Same(post, line)));
    }

    /// <summary>Which of the two educations is meant, where that is said, and what it is.</summary>
    static (string? Way, string Name) Schooling(string says) => says.StartsWith(FullTime, StringComparison.Ordinal) ? (FullTime, says[FullTime.Length..].Trim()) : says.StartsWith(InService, StringComparison.Ordinal) ? (InService, says[InService.Length..].Trim()) : (null, says.Trim());

    static bool AgreesInSchooling(Recorded one, string says)
    {
        var (way, name) = Schooling(says);
        // With two on record a document that does not say which of them it proves proves neither.
        var meant = way switch { FullTime => one.FullTimeEducation, InService => one.InServiceEducation, _ => one.HasBoth ? null : one.FullTimeEducation ?? one.InServiceEducation };
        return meant is not null && name.Length > 0 && StandardCodes.Education.NameOf(meant) is var stands && (name.Contains(stands, StringComparison.Ordinal) || stands.Contains(name, StringComparison.Ordinal));
    }

    static bool Agrees(Recorded one, string fact, string says) => fact switch
    {
        "1" or "2" or "3" => Month.TryParse(says, out var month, out _, orFullDate: true) && month.ToString() == Stands(one, fact),
        "4" => AgreesInSchooling(one, says),
        "5" => AgreesInCareer(one, says),
        _ => Stands(one, fact) is { } stands && (says.Contains(stands, StringComparison.Ordinal) || stands.Contains(says, StringComparison.Ordinal)),
    };

    /// <summary>The record says what was determined.</summary>
    public static bool Holds(Recorded one, string fact, string effective) => Agrees(one, fact, effective);

    public const string RecordsSql = "select a.id as archive_id, c.id as cadre_id, c.name, c.locality_path, c.birth_on, c.work_began_on, c.party_joined_on, c.full_time_education, c.in_service_education, c.category, (select string_agg(concat_ws('|', to_char(p.began_on, 'YYYY.MM'), coalesce(to_char(p.ended_on, 'YYYY.MM'), ''), case when starts_with(p.post_name, p.unit_name) then p.post_name else p.unit_name || p.post_name end), E'\\n' order by p.began_on, p.id) from cadre_post p where p.cadre_id = c.id and p.is_main and p.removed_at is null) as posts from archive a join cadre c on c.id = a.cadre_id and c.removed_at is null";
    public const string RecordedSql = RecordsSql + " where a.id = @Id";

    public static RegisterDeed Compare => new("compare", "比对三龄两历一身份", ArchiveFiles.Write)
    {
        Consequence = "材料记载与名册逐项比对：不一致的各开一件认定；缺记载的列为待补材料；全部一致的记为已认定",
        Done = async (db, deed, stop) =>
        {
            if (await db.FirstAsync<Recorded>(RecordedSql, new { deed.Id }, stop) is not { } one) return "这卷档案对应的干部已不在名册";
            var documents = await db.QueryAsync<Said>("select fact, material, formed, says from archive_fact where archive_id = @Id and removed_at is null", new { deed.Id }, stop);
            if (documents.Count == 0) return "还没有登记材料记载，请先在“材料记载”里逐件登记";
            foreach (var kind in Kinds.Codes)
            {
                if (Deciding(documents, kind.Value) is not { } decisive || documents.Where(said => said.Fact == kind.Value).All(said => Agrees(one, kind.Value, said.Says))) continue;
                // What was determined is not asked again as long as the record says it and no document has been added.
                await db.ExecuteAsync("""
                    insert into archive_determination (locality_path, rank_order, archive_id, fact, stands, found, rule_words, evidence, opened_on, opened_by, created_by, changed_by)
                    select a.locality_path, 0, a.id, @fact, @stands, @found, @rule, @evidence, @today, @by, @by, @by from archive a where a.id = @Id
                      and not exists (select from archive_determination d where d.archive_id = a.id and d.fact = @fact and d.removed_at is null and (d.state in ('1', '2', '4') or d.state = '3' and d.effective is not distinct from @stands and d.evidence = @evidence))
                    """, new { deed.Id, fact = kind.Value, stands = Stands(one, kind.Value), found = decisive.Says, rule = RuleOf(kind.Value), evidence = string.Join('；', documents.Where(said => said.Fact == kind.Value).OrderBy(said => said.Formed, StringComparer.Ordinal).Select(said => $"{said.Formed} {said.Material}：{said.Says}")), today = Clock.Today, by = db.Actor.Id }, stop);
            }
            await SettleAsync(db, deed.Id, stop);
            await db.ExecuteAsync("update archive set compared_on = @today where id = @Id", new { deed.Id, today = Clock.Today }, stop);
            return null;
        },
    };

    /// <summary>How the file stands: doubtful before open, open before lacking, lacking before determined.</summary>
    public static Task<int> SettleAsync(Db db, Guid archive, CancellationToken stop) => db.ExecuteAsync("""
        update archive a set version = version + 1, changed_at = now(), changed_by = @by, facts_state = case
          when exists (select from archive_determination d where d.archive_id = a.id and d.state = '4' and d.removed_at is null)
            or exists (select from archive_audit_item i where i.archive_id = a.id and i.state = '3' and i.second_result = '4' and i.removed_at is null) then '5'
          when exists (select from archive_determination d where d.archive_id = a.id and d.state in ('1', '2') and d.removed_at is null) then '3'
          when (select count(distinct f.fact) from archive_fact f join cadre c on c.id = a.cadre_id where f.archive_id = a.id and f.removed_at is null and (f.fact <> '3' or c.politics in ('01', '02'))) < (select case when c.politics in ('01', '02') then 6 else 5 end from cadre c where c.id = a.cadre_id) then '2' else '4' end
        where a.id = @archive
        """, new { archive, by = db.Actor.Id }, stop);

    public static readonly Register Register = new()
    {
        Id = "determinations", Title = "三龄两历一身份认定", Noun = "认定", Counter = "件", Table = "archive_determination", IsLedger = true, ReadPermission = ArchiveFiles.Open, WritePermission = ArchiveFiles.Write,
        Fields =
        [
            Field.Text("name", "姓名", 36).Listed().ByDeed(), Field.Row("archive_id", "档案", "archives").ByDeed(), Field.Code("fact", "项目", Kinds).Listed().FirstFilter().ByDeed(), Field.Text("stands", "名册登记为").Listed().ByDeed(), Field.Text("found", "档案记载为").Listed().ByDeed(), Field.Text("rule_words", "认定规则").Wide().ByDeed(), Field.Text("evidence", "证据材料", 1000).ByDeed(),
            Field.Date("opened_on", "发现日期").Listed().Filter().Sortable().ByDeed(), Field.Code("state", "状态", Stages).Listed().FirstFilter().ByDeed(), Field.Text("proposed", "拟认定为").Listed().ByDeed().In("认定"), Field.Text("opinion", "认定意见", 500).ByDeed().In("认定"), Field.Text("proposed_by", "提出人").ByDeed().In("认定"), Field.Date("proposed_on", "提出日期").ByDeed().In("认定"),
            Field.Text("effective", "认定为").Listed().ByDeed().In("认定"), Field.Date("decided_on", "认定日期").ByDeed().In("认定"), Field.Text("decided_by", "认定机关").ByDeed().In("认定"), Field.Text("document_no", "认定文号").ByDeed().In("认定"), Field.Text("decided_words", "认定理由", 500).ByDeed().In("认定"), Field.Date("carried_on", "记入名册日期").Listed().ByDeed().In("认定"),
        ],
        Conditions = [new("待提意见", "state=1") { Light = "yellow" }, new("待认定", "state=2") { Light = "yellow" }, new("存疑", "state=4") { Light = "red" }, new("已认定", "state=3")],
        Deeds = [Propose, Decide],
    };

    static RegisterDeed Propose => new("propose", "提出认定意见", ArchiveFiles.Write)
    {
        Consequence = "报认定机关；提出的人不能自己认定",
        Fields = [Field.Text("proposed", "拟认定为", 100).Required().Hinted("出生、工作、入党写年月：1979.06；学历写国家标准的名称"), Field.Text("opinion", "认定意见", 500).Required().Hinted("依据哪几件材料、哪一条规则"), Field.Date("proposed_on", "提出日期").Required().Past()],
        Done = async (db, deed, stop) =>
        {
            var fact = await db.FirstAsync<string>("select fact from archive_determination where id = @Id and state in ('1', '2', '4')", new { deed.Id }, stop);
            if (fact is null) return "已经认定";
            if (Unreadable(fact, deed.Text("proposed")!) is { } why) return why;
            if (await db.ExecuteAsync("update archive_determination set state = '2', proposed = @proposed, opinion = @opinion, proposed_on = @on, proposed_by = @By, proposer = @actor, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id and state in ('1', '2', '4')", new { deed.Id, proposed = deed.Text("proposed"), opinion = deed.Text("opinion"), on = deed.Day("proposed_on"), deed.By, actor = db.Actor.Id }, stop) == 0) return "已经认定";
            await SettleAsync(db, await db.FirstAsync<Guid>("select archive_id from archive_determination where id = @Id", new { deed.Id }, stop), stop);
            return null;
        },
    };

    /// <summary>What cannot be carried into the record as it is written.</summary>
    static string? Unreadable(string fact, string value) => fact switch
    {
        "1" or "2" or "3" when !Month.TryParse(value, out _, out var fault, orFullDate: true) => fault,
        "4" when !StandardCodes.Education.Codes.Any(code => code.Name == Schooling(value).Name) => "学历请写国家标准的名称，如 大学本科毕业；两种都有的前面写明 全日制 或 在职",
        "6" when !StandardCodes.PersonKind.Codes.Any(code => code.Name == value) => "干部身份请写人员类别的名称，如 " + StandardCodes.PersonKind.Codes[0].Name,
        _ => null,
    };

    static RegisterDeed Decide => new("decide", "认定", ArchiveFiles.Determine)
    {
        Consequence = "认定的值随即记入名册，从一开始就改过来，依据是这件认定；全日制和在职学历都有登记的，写明是哪一种才记入；存疑的不得提拔，直到查清",
        Fields = [Field.Code("result", "结果", Results).Required(), Field.Text("effective", "认定为", 100).Required().Hinted("与拟认定的不同时，在理由里写明；存疑的写目前采用的值"), Field.Date("decided_on", "认定日期").Required().Past(), Field.Text("decided_by", "认定机关", 60).Required(), Field.Text("document_no", "认定文号", 60).Required(), Field.Text("decided_words", "认定理由", 500).Required()],
        Done = async (db, deed, stop) =>
        {
            if (await db.FirstAsync<(string State, Guid? Proposer, string Fact, Guid Archive, DateOnly Proposed)?>("select state, proposer, fact, archive_id, coalesce(proposed_on, opened_on) from archive_determination where id = @Id", new { deed.Id }, stop) is not { State: "2" } one) return "还没有提出认定意见，或者已经认定";
            if (one.Proposer == db.Actor.Id) return "提出意见的人不能自己认定";
            var (effective, on) = (deed.Text("effective")!, deed.Day("decided_on")!.Value);
            if (on < one.Proposed) return $"认定早于提出意见 {Dates.Format(one.Proposed)}";
            if (Unreadable(one.Fact, effective) is { } why) return why;
            var holds = deed.Text("result") == "3";
            if (await db.FirstAsync<Recorded>(RecordedSql, new { Id = one.Archive }, stop) is not { } cadre) return "干部已不在名册";
            // With two educations on record it has to be said which of them was determined.
            var carries = holds && one.Fact != "5" && !(one.Fact == "4" && cadre.HasBoth && Schooling(effective).Way is null);
            if (carries && await Keeping.BelowAsync(db, cadre.CadreId, stop) is { } keeper) return $"{cadre.Name}由{keeper}管理，请由{keeper}在本级页面认定";
            if (await db.ExecuteAsync("update archive_determination set state = @state, effective = @effective, decided_on = @on, decided_by = @organ, document_no = @no, decided_words = @words, carried_on = case when @carries then @today::date end, version = version + 1, changed_at = now(), changed_by = @by where id = @Id and state = '2'", new { deed.Id, state = deed.Text("result"), effective, on, organ = deed.Text("decided_by"), no = deed.Text("document_no"), words = deed.Text("decided_words"), carries, today = Clock.Today, by = db.Actor.Id }, stop) == 0) return "已经认定";
            if (carries) await CarryAsync(db, cadre, one.Fact, effective, $"档案认定 {deed.Text("document_no")}：{deed.Text("decided_words")}", stop);
            await SettleAsync(db, one.Archive, stop);
            return null;
        },
    };

    /// <summary>What stood there was never true: it is put right from the beginning of the present period, with the determination as its reason.</summary>
    static async Task CarryAsync(Db db, Recorded cadre, string fact, string effective, string reason, CancellationToken stop)
    {
        var was = Stands(cadre, fact);
        DateOnly? day = fact is "1" or "2" or "3" && Month.TryParse(effective, out var month, out _, orFullDate: true) ? month.First : null;
        // Of a birthday known to the day the day stays, where the month is the one that was determined.
        if (fact == "1" && Dates.TryParse(effective, out var whole, out _)) day = whole;
        else if (fact == "1" && cadre.BirthOn is { } birth && day == new DateOnly(birth.Year, birth.Month, 1)) day = birth;
        var code = fact switch { "4" => StandardCodes.Education.Codes.First(one => one.Name == Schooling(effective).Name).Value, "6" => StandardCodes.PersonKind.Codes.First(one => one.Name == effective).Value, _ => null };
        await db.FirstAsync<string>("select set_config('orgwork.effective_on', 'correction', true)", null, stop);
        var column = fact switch { "1" => "birth_on", "2" => "work_began_on", "3" => "party_joined_on", "6" => "category", _ => Schooling(effective).Way is { } way ? way == InService ? "in_service_education" : "full_time_education" : cadre.FullTimeEducation is null && cadre.InServiceEducation is not null ? "in_service_education" : "full_time_education" };
        await db.ExecuteAsync(code is null ? $"update cadre set {column} = @day, version = version + 1, changed_at = now(), changed_by = @by where id = @CadreId" : $"update cadre set {column} = @code, version = version + 1, changed_at = now(), changed_by = @by where id = @CadreId", new { cadre.CadreId, day, code, by = db.Actor.Id }, stop);
        await db.RecordAsync(new(DeedKind.Update, "files", cadre.CadreId, cadre.LocalityPath, cadre.Name, [new(Kinds.NameOf(fact), was, effective)], reason[..Math.Min(reason.Length, 300)]), stop);
    }
}
