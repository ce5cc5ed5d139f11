namespace OrgWork.Cadres;

/// <summary>专项审核 (C1.9) and its look-back (C1.11): which files are in scope, two persons one after the other over each, problems until they are settled; later a sample or all of it once more.</summary>
public static class ArchiveAudits
{
    public static readonly CodeSet Kinds = new("audit_kind", "类别", "本平台", [new("1", "专项审核"), new("2", "回头看")]);
    static readonly CodeSet States = new("audit_state", "状态", "本平台", [new("1", "进行中"), new("2", "已结束")]);
    public static readonly CodeSet Results = new("audit_result", "审核结果", "本平台", [new("1", "通过"), new("2", "缺材料"), new("3", "待认定"), new("4", "涉嫌造假")]);
    public static readonly CodeSet ItemStates = new("audit_item_state", "状态", "本平台", [new("1", "待初审"), new("2", "待复审"), new("3", "有问题未销"), new("4", "已结")]);

    public static readonly Register Register = new()
    {
        Id = "archive-audits", Title = "档案专项审核", Noun = "审核", Counter = "次", Table = "archive_audit", ReadPermission = ArchiveFiles.Read, WritePermission = ArchiveFiles.Write,
        Fields =
        [
            (Field.Name("name", "审核") with { MaxLength = 80 }).Hinted("如 2026 年干部人事档案专项审核"), Field.Code("kind", "类别", Kinds).Required().Listed().FirstFilter().DefaultsTo("1"), Field.Text("basis", "依据", 120).Required(), Field.Text("scope", "范围", 200).Required().Hinted("审核哪些人的档案"), Field.Date("began_on", "自何日起").Required().Listed().Filter().Sortable(), Field.Date("ended_on", "至何日").Required().Listed(), Field.Text("lead_office", "牵头单位", 60).Required().Listed(),
            Field.Row("source_id", "复核的审核", "archive-audits").ByDeed(), Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed(), Field.Date("closed_on", "结束日期").Listed().ByDeed(), Field.LongText("report", "审核报告", 3000).ByDeed(),
        ],
        Conditions = [new("进行中", "state=1"), new("回头看", "kind=2"), new("已结束", "state=2")],
        Actions = [new("审核进度", "cadres/archives/audit", ArchiveFiles.Open, IsForOne: true)],
        Children = [Listed], Deeds = [Enlist, Close, LookBack, Verify],
    };

    static Register Listed => new()
    {
        Id = "items", Title = "审核对象", Noun = "审核对象", Counter = "人", Table = "archive_audit_item", ParentColumn = "audit_id", IsLedger = true, RowPath = "cadres/audit-items", ReadPermission = ArchiveFiles.Open, WritePermission = ArchiveFiles.Write,
        Fields = [Field.Text("name", "姓名").Listed(), Field.Text("unit_name", "单位").Listed(), Field.Code("state", "状态", ItemStates).Listed(), Field.Code("second_result", "复审结果", Results).Listed(), Field.Text("problem", "问题").Listed(), Field.Date("closed_on", "办结日期").Listed()],
    };

    public static readonly Register Items = new()
    {
        Id = "audit-items", Title = "审核对象", Noun = "审核对象", Counter = "人", Table = "archive_audit_item", IsLedger = true, ReadPermission = ArchiveFiles.Open, WritePermission = ArchiveFiles.Write,
        Fields =
        [
            Field.Text("name", "姓名", 36).Listed().ByDeed(), Field.Row("audit_id", "审核", "archive-audits").ByDeed().Filter(), Field.Row("archive_id", "档案", "archives").ByDeed(), Field.Text("unit_name", "单位").Listed().ByDeed(), Field.Code("state", "状态", ItemStates).Listed().FirstFilter().ByDeed(),
            Field.Code("first_result", "初审结果", Results).Listed().Filter().ByDeed(), Field.Date("first_on", "初审日期").ByDeed(), Field.Text("first_by", "初审人").Listed().ByDeed(), Field.Code("second_result", "复审结果", Results).Listed().FirstFilter().ByDeed(), Field.Date("second_on", "复审日期").ByDeed(), Field.Text("second_by", "复审人").Listed().ByDeed(),
            Field.Text("problem", "问题", 500).Wide().ByDeed(), Field.Date("closed_on", "办结日期").Listed().ByDeed(), Field.Text("closed_words", "办结情况").ByDeed(), Field.Date("reopened_on", "回头看重新列为问题").Filter().ByDeed(), Field.Text("reopened_words", "重新列为问题的原因").ByDeed(),
        ],
        Conditions = [new("待初审", "state=1"), new("待复审", "state=2"), new("有问题未销", "state=3") { Light = "red" }, new("涉嫌造假", "second_result=4") { Light = "red" }, new("回头看重新列为问题", "reopened_on.from=1990.01.01")],
        Deeds = [First, Second, Settle],
    };

    static RegisterDeed Enlist => new("enlist", "列入档案", ArchiveFiles.Write)
    {
        Consequence = "本级及以下在库、借出的档案，符合条件的都列为审核对象；已列的不重复",
        Fields = [Field.Code("level", "职务层次", StandardCodes.PostLevel).Hinted("不选的，全部"), Field.Unit("unit_id", "单位").Hinted("不选的，全部")],
        Done = async (db, deed, stop) => await db.FirstAsync<string>("select state from archive_audit where id = @Id and kind = '1'", new { deed.Id }, stop) is not "1" ? "审核已经结束，或者是回头看（对象由回头看抽取）"
            : await db.ExecuteAsync("""
                insert into archive_audit_item (locality_path, rank_order, audit_id, archive_id, created_by, changed_by)
                select a.locality_path, 0, @Id, a.id, @by, @by from archive a join cadre c on c.id = a.cadre_id and c.removed_at is null
                where a.removed_at is null and a.state in ('1', '2') and starts_with(a.locality_path, @LocalityPath) and (@level::text is null or c.level = @level) and (@unit::uuid is null or c.unit_id = @unit) on conflict do nothing
                """, new { deed.Id, deed.LocalityPath, level = deed.Text("level"), unit = deed.Values.GetValueOrDefault("unit_id") as Guid?, by = db.Actor.Id }, stop) == 0 ? "没有符合条件、还没有列入的档案" : null,
    };

    static IReadOnlyList<Field> Judged => [Field.Code("result", "结果", Results).Required(), Field.Text("problem", "问题", 500).Hinted("不通过的必填：缺什么、哪里不一致、哪里可疑"), Field.Date("judged_on", "审核日期").Required().Past()];

    static RegisterDeed First => new("first", "初审", ArchiveFiles.Write)
    {
        Consequence = "交另一人复审",
        Fields = Judged,
        Done = async (db, deed, stop) => deed.Text("result") != "1" && string.IsNullOrWhiteSpace(deed.Text("problem")) ? "不通过的，请写明问题"
            : await db.ExecuteAsync("update archive_audit_item i set state = '2', first_on = @on, first_by = @By, first_actor = @actor, first_result = @result, problem = @problem, version = i.version + 1, changed_at = now(), changed_by = @actor from archive_audit u where u.id = i.audit_id and u.state = '1' and i.id = @Id and i.state = '1'", new { deed.Id, on = deed.Day("judged_on"), deed.By, actor = db.Actor.Id, result = deed.Text("result"), problem = deed.Text("problem") }, stop) == 0 ? "已经初审，或者审核已经结束" : null,
    };

    static RegisterDeed Second => new("second", "复审", ArchiveFiles.Write)
    {
        Consequence = "通过的就此办结；有问题的列入未销问题，涉嫌造假的档案同时记为存疑、不得提拔",
        Fields = Judged,
        Done = async (db, deed, stop) =>
        {
            if (await db.FirstAsync<(string State, Guid? By, DateOnly On, Guid Archive, string? Problem)?>("select state, first_actor, coalesce(first_on, current_date), archive_id, problem from archive_audit_item where id = @Id", new { deed.Id }, stop) is not { State: "2" } one) return "还没有初审，或者已经复审";
            if (one.By == db.Actor.Id) return "初审的人不能自己复审，请由另一人复审";
            var (on, result) = (deed.Day("judged_on")!.Value, deed.Text("result")!);
            if (on < one.On) return $"复审早于初审 {Dates.Format(one.On)}";
            var problem = deed.Text("problem") is { Length: > 0 } said ? said : one.Problem;
            if (result != "1" && string.IsNullOrWhiteSpace(problem)) return "不通过的，请写明问题";
            if (await db.ExecuteAsync("update archive_audit_item set state = case when @result = '1' then '4' else '3' end, second_on = @on, second_by = @By, second_result = @result, problem = case when @result = '1' then null else @problem end, closed_on = case when @result = '1' then @on end, closed_words = case when @result = '1' then '审核通过' end, version = version + 1, changed_at = now(), changed_by = @actor where id = @Id and state = '2'", new { deed.Id, result, on, deed.By, problem, actor = db.Actor.Id }, stop) == 0) return "已经复审";
            if (result == "4") await db.ExecuteAsync("update archive set facts_state = '5', version = version + 1, changed_at = now(), changed_by = @by where id = @Archive", new { one.Archive, by = db.Actor.Id }, stop);
            return null;
        },
    };

    static RegisterDeed Settle => new("settle", "销号", ArchiveFiles.Write)
    {
        Consequence = "问题办结，计入已结；以后回头看还会核查",
        Fields = [Field.Date("closed_on", "办结日期").Required().Past(), Field.Text("closed_words", "办结情况", 300).Required()],
        Done = async (db, deed, stop) =>
        {
            if (await db.FirstAsync<(string State, string Result, DateOnly On, int Missing, int Open, Guid Archive)?>("""
                select i.state, coalesce(i.second_result, '1'), coalesce(i.reopened_on, i.second_on, current_date), (select count(*)::int from archive_missing m where m.archive_id = i.archive_id and m.received_on is null and m.removed_at is null), (select count(*)::int from archive_determination d where d.archive_id = i.archive_id and d.state <> '3' and d.removed_at is null), i.archive_id
                from archive_audit_item i where i.id = @Id
                """, new { deed.Id }, stop) is not { State: "3" } one) return "没有未销的问题";
            if (one.Missing > 0) return $"还有 {one.Missing} 份材料没有补齐（或作出说明），不能销号";
            if (one.Open > 0) return $"还有 {one.Open} 件三龄两历一身份没有认定，不能销号";
            if (deed.Day("closed_on") < one.On) return $"办结早于列为问题的日期 {Dates.Format(one.On)}";
            if (await db.ExecuteAsync("update archive_audit_item set state = '4', closed_on = @on, closed_words = @words, version = version + 1, changed_at = now(), changed_by = @by where id = @Id and state = '3'", new { deed.Id, on = deed.Day("closed_on"), words = deed.Text("closed_words"), by = db.Actor.Id }, stop) == 0) return "没有未销的问题";
            // A suspicion that has been cleared up no longer stands on the file.
            if (one.Result == "4") await ArchiveFacts.SettleAsync(db, one.Archive, stop);
            return null;
        },
    };

    static RegisterDeed Close => new("close", "结束审核", ArchiveFiles.Determine)
    {
        Consequence = "审核（回头看）结束，写出报告：列入、已审、通过和各类问题、未销的问题；之后可以开展回头看",
        Fields = [Field.Date("closed_on", "结束日期").Required().Past(), Field.Text("words", "结论", 500).Required()],
        Done = async (db, deed, stop) =>
        {
            if (await db.FirstAsync<(string State, int All, int Left, string Words)?>("""
                select u.state, count(i.id)::int, count(i.id) filter (where i.state in ('1', '2'))::int,
                  '列入 ' || count(i.id) || ' 人，' || case u.kind when '1' then '通过 ' || count(i.id) filter (where i.second_result = '1') || ' 人，缺材料 ' || count(i.id) filter (where i.second_result = '2') || ' 人，待认定 ' || count(i.id) filter (where i.second_result = '3') || ' 人，涉嫌造假 ' || count(i.id) filter (where i.second_result = '4') || ' 人，'
                    else '重新列为问题 ' || count(i.id) filter (where i.reopened_on is not null) || ' 人' || coalesce('（' || string_agg(i.name || '：' || i.reopened_words, '；' order by i.name) filter (where i.reopened_on is not null) || '）', '') || '，' end || '未销 ' || count(i.id) filter (where i.state = '3') || ' 人'
                from archive_audit u left join archive_audit_item i on i.audit_id = u.id and i.removed_at is null where u.id = @Id group by u.id
                """, new { deed.Id }, stop) is not { State: "1" } one) return "已经结束";
            if (one.All == 0) return "还没有审核对象";
            if (one.Left > 0) return $"还有 {one.Left} 人没有审完";
            if (await db.ExecuteAsync("update archive_audit set state = '2', closed_on = @on, report = left(@report, 3000), version = version + 1, changed_at = now(), changed_by = @by where id = @Id and state = '1'", new { deed.Id, on = deed.Day("closed_on"), report = $"{one.Words}。\n{deed.Text("words")}", by = db.Actor.Id }, stop) == 0) return "已经结束";
            return null;
        },
    };

    static RegisterDeed LookBack => new("look-back", "开展回头看", ArchiveFiles.Determine)
    {
        Consequence = "另开一次回头看，从这次已结的对象里抽取；抽到的逐人核查缺的材料补齐没有、认定记入名册没有",
        Fields = [Field.Number("share", "抽查比例（%）", 1, 100).Required().Hinted("全部复核填 100"), Field.Date("began_on", "自何日起").Required(), Field.Date("ended_on", "至何日").Required(), Field.Text("basis", "依据", 120).Required()],
        Done = async (db, deed, stop) =>
        {
            if (deed.Day("ended_on") < deed.Day("began_on")) return "“至何日”早于“自何日起”";
            if (await db.FirstAsync<(string State, string Kind)?>("select state, kind from archive_audit where id = @Id", new { deed.Id }, stop) is not { State: "2", Kind: "1" }) return "专项审核结束以后才能开展回头看";
            var back = Guid.CreateVersion7();
            await db.ExecuteAsync("insert into archive_audit (id, locality_path, rank_order, name, kind, basis, scope, began_on, ended_on, lead_office, source_id, created_by, changed_by) select @back, locality_path, rank_order + 1, left(name, 70) || '“回头看”', '2', @basis, '已结对象的 ' || @share || '%', @began, @ended, lead_office, id, @by, @by from archive_audit where id = @Id", new { deed.Id, back, basis = deed.Text("basis"), share = deed.Values["share"], began = deed.Day("began_on"), ended = deed.Day("ended_on"), by = db.Actor.Id }, stop);
            var drawn = await db.ExecuteAsync("""
                insert into archive_audit_item (locality_path, rank_order, audit_id, archive_id, source_item_id, created_by, changed_by)
                select locality_path, 0, @back, archive_id, id, @by, @by from (select i.*, row_number() over (order by md5(i.id::text || @back::text)) as n, count(*) over () as all_of from archive_audit_item i where i.audit_id = @Id and i.state = '4' and i.removed_at is null) d where n <= ceil(all_of * @share / 100.0)
                """, new { deed.Id, back, share = deed.Values["share"], by = db.Actor.Id }, stop);
            if (drawn == 0) return "没有已结的对象可抽";
            await db.RecordAsync(new(DeedKind.Create, "archive-audits", back, deed.LocalityPath, $"{deed.Title}“回头看”", [new("抽取", null, $"{drawn} 人")]), stop);
            return null;
        },
    };

    sealed record Checked(Guid Id, Guid ArchiveId, Guid? SourceItemId, string Name, int Missing, int Open);
    sealed record Effective(Guid ArchiveId, string Fact, string Value);

    static RegisterDeed Verify => new("verify", "核查", ArchiveFiles.Write)
    {
        Consequence = "逐人核查：缺的材料没有补齐、认定没有记入名册或记入后又被改动的，重新列为问题，原来的审核也重新打开；其余办结",
        Done = async (db, deed, stop) =>
        {
            if (await db.FirstAsync<(string State, string Kind)?>("select state, kind from archive_audit where id = @Id", new { deed.Id }, stop) is not { State: "1", Kind: "2" }) return "只有进行中的回头看可以核查";
            const string InScope = "select i.archive_id from archive_audit_item i where i.audit_id = @Id and i.state = '1' and i.removed_at is null";
            var (people, records, determined) = await db.QueryManyAsync($"""
                select i.id, i.archive_id, i.source_item_id, i.name, (select count(*)::int from archive_missing m where m.archive_id = i.archive_id and m.received_on is null and m.removed_at is null) as missing, (select count(*)::int from archive_determination d where d.archive_id = i.archive_id and d.state <> '3' and d.removed_at is null) as open
                from archive_audit_item i where i.audit_id = @Id and i.state = '1' and i.removed_at is null order by i.name, i.id;
                {ArchiveFacts.RecordsSql} where a.id in ({InScope});
                select distinct on (d.archive_id, d.fact) d.archive_id, d.fact, d.effective as value from archive_determination d where d.archive_id in ({InScope}) and d.state = '3' and d.fact <> '5' and d.removed_at is null order by d.archive_id, d.fact, d.decided_on desc, d.id desc
                """, new { deed.Id }, async grid => ((await grid.ReadAsync<Checked>()).ToList(), (await grid.ReadAsync<ArchiveFacts.Recorded>()).ToDictionary(one => one.ArchiveId), (await grid.ReadAsync<Effective>()).ToLookup(one => one.ArchiveId)), stop);
            if (people.Count == 0) return "没有待核查的对象";
            var found = people.ConvertAll(person =>
            {
                var record = records.GetValueOrDefault(person.ArchiveId);
                List<string> why = [.. person.Missing > 0 ? [$"缺少材料 {person.Missing} 份没有补齐"] : Array.Empty<string>(), .. person.Open > 0 ? [$"{person.Open} 件没有认定"] : Array.Empty<string>(),
                    .. determined[person.ArchiveId].Where(one => record is null || !ArchiveFacts.Holds(record, one.Fact, one.Value)).Select(one => $"{ArchiveFacts.Kinds.NameOf(one.Fact)}认定为 {one.Value}，名册为 {(record is null ? "（不在名册）" : ArchiveFacts.Stands(record, one.Fact) ?? "空")}")];
                return (Person: person, Words: string.Join("；", why));
            });
            var wrong = found.Where(one => one.Words != "").ToList();
            await db.ExecuteAsync("""
                update archive_audit_item set state = '4', first_on = @today, first_by = @By, closed_on = @today, closed_words = '回头看没有发现问题', version = version + 1, changed_at = now(), changed_by = @actor where id = any(@clean);
                update archive_audit_item i set state = '3', first_on = coalesce(i.first_on, @today), first_by = coalesce(i.first_by, @By), problem = w.words, reopened_on = @today, reopened_words = w.words, version = i.version + 1, changed_at = now(), changed_by = @actor from unnest(@ids, @sources, @words) w (id, source_id, words) where i.id in (w.id, w.source_id)
                """, new { clean = found.Where(one => one.Words == "").Select(one => one.Person.Id).ToArray(), ids = wrong.Select(one => one.Person.Id).ToArray(), sources = wrong.Select(one => one.Person.SourceItemId).ToArray(), words = wrong.Select(one => one.Words).ToArray(), today = Clock.Today, deed.By, actor = db.Actor.Id }, stop);
            return null;
        },
    };
}
