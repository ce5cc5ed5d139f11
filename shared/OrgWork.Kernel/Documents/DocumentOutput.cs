using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace OrgWork.Kernel;

/// <summary>What is to be put out: enough to do it again on another host.</summary>
/// <param name="Path">of the document: <c>cadres/files/documents/approval</c></param>
/// <param name="Answers">as typed</param>
/// <param name="Columns">of the list, for papers that have them</param>
public sealed record DocumentOrder(string Path, Guid[] Ids, Dictionary<string, string> Answers, string[] Columns, DateOnly? AsOf);

/// <summary>What was put out.</summary>
public sealed record DocumentRun(Layout Layout, IReadOnlyList<DocumentCopy> Copies, string Mark);

/// <summary>Makes the copies of a document, numbers them and writes the deeds: all that stands before paper, on a page or in a job.</summary>
public sealed class DocumentOutput(Db db, RegisterBook book, IdentityVault vault, DocumentPlace place, Locality locality)
{
    public const string PurposeOption = "purpose";

    Document Document => place.Document;
    Register Register => place.Register.Register;

    /// <summary>What is asked before, as a register that is never stored.</summary>
    public static Register QuestionsOf(Document document) => new()
    {
        Id = document.Id, Title = document.Title, Noun = document.Title, Table = "", ReadPermission = document.Permission, WritePermission = document.Permission,
        Fields = document.IsSensitive ? [.. document.Asked, Field.Text(PurposeOption, "用途", 60).Required().Hinted("含敏感信息，用途随记录留存")] : document.Asked,
    };

    public static RegisterForm Read(Document document, IReadOnlyDictionary<string, string> answers)
    {
        var questions = QuestionsOf(document);
        var form = RegisterForm.Read(questions, new FormCollection(answers.ToDictionary(answer => answer.Key, answer => new StringValues(answer.Value))), Clock.Today);
        foreach (var field in questions.Fields.Where(field => field.IsRequired && !answers.ContainsKey(field.Column))) form.Fail(field.Column, $"请填写{field.Label}");
        return form;
    }

    public DocumentRequest RequestOf(DocumentOrder order, RegisterForm form, CancellationToken stop)
    {
        List<Field> columns = [.. order.Columns.Select(Register.Find).OfType<Field>()];
        if (columns.Count == 0) columns = [.. Register.Fields.Where(field => field.IsListed)];
        columns.Remove(Register.TitleField);
        columns.Insert(0, Register.TitleField);
        return new(db, place.Register, order.Ids, form.Values, locality, columns, Clock.Today, new RegisterRows(db, book, vault), vault) { AsOf = order.AsOf, Stop = stop };
    }

    /// <param name="deed">打印 or 导出</param>
    public async Task<DocumentRun> PutOutAsync(DocumentOrder order, RegisterForm form, string deed, string kind, CancellationToken stop)
    {
        var request = RequestOf(order, form, stop);
        var copies = await Document.Fill(request);
        var numbers = await NumberAsync(copies, form, stop);
        await RecordAsync(order, form, deed, kind, copies, numbers, stop);
        return new(Document.Layout(request), copies, $"{db.Actor.Name}　{Clock.ShowFull(DateTime.UtcNow)}　{locality.Name}　{Frame.Product}{deed}");
    }

    /// <summary>One real record, to see how a template looks that is not in use yet: no number is taken, and that it was opened is on record.</summary>
    public async Task<DocumentRun?> TryAsync(Guid id, CancellationToken stop)
    {
        var request = RequestOf(new(place.Path, [id], [], [], null), RegisterForm.New(QuestionsOf(Document)), stop);
        if (await Document.Fill(request) is not [var copy, ..]) return null;
        if (Document.NumberHint is not null) copy.Content.Text(Document.NumberTag, "（试填，未编号）");
        await db.RecordAsync(new(DeedKind.Export, Register.Id, copy.RowId ?? id, copy.LocalityPath, copy.Name is { Length: > 0 } name ? name : Document.Title, [new("文书", null, $"{Document.Title}（试填模板）")], Document.IsSensitive ? "核对模板" : null), stop);
        return new(Document.Layout(request), [copy], $"{db.Actor.Name}　{Clock.ShowFull(DateTime.UtcNow)}　{locality.Name}　{Frame.Product}试填，不作正式文书");
    }

    /// <summary>The template in force here.</summary>
    public async Task<byte[]> TemplateAsync(DocumentRun run, CancellationToken stop) =>
        (Document.TemplatePermission is null ? null : await new DocumentTemplates(db).CurrentAsync(place, locality, Clock.Today, stop)) ?? DocumentFiles.Template(run.Layout);

    async Task<IReadOnlyList<string>?> NumberAsync(IReadOnlyList<DocumentCopy> copies, RegisterForm form, CancellationToken stop)
    {
        if (Document.NumberHint is null || copies.Count == 0) return null;
        var mark = form.Values[Document.NumberOption]!.ToString()!;
        var year = Clock.Today.Year;
        var first = await DocumentNumbers.TakeAsync(db, place, locality, mark, year, copies.Count, stop);
        var numbers = copies.Select((_, i) => DocumentNumbers.Format(mark, year, first + i)).ToList();
        for (var i = 0; i < copies.Count; i++) copies[i].Content.Text(Document.NumberTag, numbers[i]);
        return numbers;
    }

    /// <summary>On each record that it was put out, so that its history says so; for a paper about several, and for several papers called alike, once.</summary>
    async Task RecordAsync(DocumentOrder order, RegisterForm form, string deed, string kind, IReadOnlyList<DocumentCopy> copies, IReadOnlyList<string>? numbers, CancellationToken stop)
    {
        foreach (var alike in Enumerable.Range(0, copies.Count).GroupBy(i => (copies[i].RowId, copies[i].LocalityPath, Name: copies[i].Name is { Length: > 0 } name ? name : Document.Title)))
        {
            List<Change> what = [new("文书", null, $"{Document.Title}（{kind}）"), new("人数", null, Document.IsForAll ? $"{order.Ids.Length} {Register.Counter}" : $"本批 {copies.Count} 份")];
            if (alike.Count() > 1) what.Add(new("其中", null, $"{alike.Count()} 份"));
            if (order.AsOf is { } day) what.Add(new("数据日期", null, Dates.Format(day)));
            if (numbers is not null) what.Add(new("字号", null, string.Join("、", alike.Select(i => numbers[i]))));
            await db.RecordAsync(new(deed, Register.Id, alike.Key.RowId, alike.Key.LocalityPath, alike.Key.Name, what, form.Values.GetValueOrDefault(PurposeOption) as string), stop);
        }
    }
}

/// <summary>Many papers at once: the zip of their Word files, found on the result page.</summary>
public sealed class DocumentJob : Job<DocumentOrder>
{
    public override string Id => "documents";
    public override bool Writes => false;

    public override IEnumerable<string> PermissionsFor(string arguments, RegisterBook registers) =>
        Find(registers, Arguments(arguments)) is { } found ? new[] { found.Register.Register.ReadPermission, found.Document.Permission }.Distinct() : [];

    public override DateOnly? DayOf(string arguments) => Arguments(arguments).AsOf;

    static DocumentPlace? Find(RegisterBook registers, DocumentOrder order) => registers.All.SelectMany(DocumentPlace.Of).FirstOrDefault(document => document.Path == order.Path);

    public override Task<JobResult> RunAsync(DocumentOrder arguments, JobRun run) => run.FinishAsync(async db =>
    {
        var place = Find(run.Registers, arguments) ?? throw new JobRefusedException("这份文书已不在平台里");
        var form = DocumentOutput.Read(place.Document, arguments.Answers);
        var output = new DocumentOutput(db, run.Registers, run.Identities, place, run.Here.PlaceThen);
        run.Report(0, arguments.Ids.Length, "正在读取");
        var made = await output.PutOutAsync(arguments, form, DeedKind.Export, "Word", run.Stop);
        if (made.Copies.Count == 0) throw new JobRefusedException("所选的记录都已不在");
        await using var zip = FileStore.Temporary();
        await DocumentFiles.ZipAsync(zip, place.Document.Title, made.Copies, await output.TemplateAsync(made, run.Stop), made.Mark, done =>
        {
            run.Stop.ThrowIfCancellationRequested();
            run.Report(done, made.Copies.Count, $"正在生成{place.Document.Title}");
        });
        zip.Position = 0;
        await run.SaveFileAsync(db, $"{place.Document.Title}（{made.Copies.Count} 份）.zip", zip, place.Document.Permission);
        return new JobResult($"已生成 {made.Copies.Count} 份{place.Document.Title}");
    });
}
