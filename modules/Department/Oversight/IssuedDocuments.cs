namespace OrgWork.Department;

/// <summary>发文登记: drafted, signed off, numbered, sent to named bodies; each receives it at its own place, and who has not by the day is seen.</summary>
static class IssuedDocuments
{
    public const string Read = "department.documents.read", Edit = "department.documents.edit", ReceiptRead = "department.receipts.read", Answer = "department.receipts.answer";

    static readonly CodeSet Kinds = new("issued_kind", "文种", "本平台", [new("1", "通知"), new("2", "意见、办法"), new("3", "倡议书"), new("4", "通报"), new("5", "函"), new("9", "其他")]);
    static readonly CodeSet States = new("issued_state", "状态", "本平台", [new("1", "拟稿"), new("2", "已核签"), new("3", "已印发"), new("4", "已废止")]);
    static Field On => Field.Date("on", "日期").Required().Past();

    public static readonly Rule<DoneFacts> InTime = AffairRules.Due("department.document-receipts.received", "文件在回执时限内签收", "过了时限没有签收", "公文处理办法（本单位）", "red", new("document-receipts", "select r.id, r.locality_path, r.title, r.due_on, r.received_on as done_on from document_receipt r where r.removed_at is null and r.received_on is null"), 0, "宽限");

    static Field[] ReceiptFields => [Field.Text("title", "文件").Wide(), Field.Text("number", "文号").Listed(), Field.Text("issuer", "发文单位").Listed(), Field.Text("unit_name", "收文单位").Listed().Filter(), Field.Date("issued_on", "印发日期").Listed().Filter(), Field.Date("due_on", "回执时限").Listed().Filter().Sortable(), Field.Date("received_on", "签收日期").Listed().Filter(), Field.Text("received_by_name", "签收人").Listed(), Field.Text("note", "签收说明"), Field.LongText("content", "正文").In("正文")];

    public static readonly Register Receipts = new()
    {
        Id = "document-receipts", Title = "收文签收", Noun = "文件", Counter = "份", Table = "document_receipt", ReadPermission = ReceiptRead, WritePermission = Answer, IsLedger = true,
        Fields = ReceiptFields,
        Rules = [InTime],
        Conditions = [ReadyCondition.Of(InTime), new("没有签收", "received_on.none=1")],
        Deeds = [Assignments.Deed("receive", "签收", Answer, "记下签收的日期和人，发文单位看得到", "update document_receipt set received_on = @today, received_by_name = @name, note = nullif(@note, ''), version = version + 1 where id = @id and received_on is null", "已经签收", Field.Text("note", "签收说明", 200).Hinted("没有就空着"))],
    };

    public static readonly Register Register = new()
    {
        Id = "issued-documents", Title = "发文登记", Noun = "文件", Counter = "件", Table = "issued_document", ReadPermission = Read, WritePermission = Edit, EndedColumn = "ended_on",
        FixedBecause = row => row.GetValueOrDefault("state") is not (null or "1") ? "文件已经核签，正文和要素不再改；要改的另行发文，或废止后重发" : null,
        Fields =
        [
            Field.Text("title", "文件标题", 200).Required().Wide(), Field.Code("kind", "文种", Kinds).Required().Listed().FirstFilter(), Field.Text("office", "承办科室", 60).Required().Listed().Filter(), Field.Text("drafter", "拟稿人", 36).Required(), Field.Date("receipt_due_on", "回执时限").Required().Listed().Filter().Sortable(), Field.Date("effective_on", "施行日期").Filter(), Field.LongText("content", "正文", 20000).Required(),
            Field.Code("state", "状态", States).Listed().FirstFilter().ByDeed().In("印发"), Field.Text("approver", "核签人").ByDeed().In("印发"), Field.Date("approved_on", "核签日期").ByDeed().In("印发"), Field.Text("number", "文号").Listed().ByDeed().In("印发"), Field.Date("issued_on", "印发日期").Listed().Filter().Sortable().ByDeed().In("印发"), Field.Number("receivers", "收文单位").Listed().ByDeed().In("印发"), Field.Date("ended_on", "废止日期").ByDeed().In("印发"), Field.Text("ended_words", "废止理由").ByDeed().In("印发"),
        ],
        Conditions = [new("待核签", "state=1") { Light = "yellow" }, new("待印发", "state=2"), new("一年来印发的", "issued_on.from=-1y")],
        Children =
        [
            new() { Id = "targets", Title = "主送、抄送单位", Noun = "单位", Counter = "个", Table = "document_target", ParentColumn = "issued_document_id", ReadPermission = Read, WritePermission = Edit, Fields = [Field.Unit("unit_id", "单位") with { IsRequired = true, IsListed = true }] },
            new() { Id = "receipts", Title = "签收情况", Noun = "签收", Counter = "份", Table = "document_receipt", ParentColumn = "issued_document_id", ReadPermission = Read, WritePermission = Edit, IsLedger = true, Fields = [Field.Text("unit_name", "收文单位").Wide(), Field.Date("due_on", "回执时限").Listed(), Field.Date("received_on", "签收日期").Listed(), Field.Text("received_by_name", "签收人").Listed(), Field.Text("note", "签收说明").Listed()] },
        ],
        Deeds =
        [
            Assignments.Deed("approve", "核签", Edit, "核签以后才编号印发", "update issued_document set state = '2', approver = @approver, approved_on = @on, version = version + 1 where id = @id and state = '1'", "已经核签", On, Field.Text("approver", "核签人", 36).Required()),
            new("issue", "印发", Edit)
            {
                Consequence = "编号印发，送到各单位自己的“收文签收”；过了回执时限没有签收的会标出来",
                Fields = [On, Field.Text("number", "文号", 40).Required()],
                Done = async (db, deed, stop) =>
                {
                    var said = Assignments.Said(db, deed);
                    if (await db.FirstAsync<int>("select count(*)::int from document_target where issued_document_id = @id and removed_at is null", said, stop) == 0) return "先登记主送、抄送单位";
                    if (await db.ExecuteAsync("update issued_document set state = '3', number = @number, issued_on = @on, version = version + 1 where id = @id and state = '2' and approved_on <= @on and receipt_due_on >= @on", said, stop) == 0) return "还没有核签，或日期早于核签、晚于回执时限";
                    var sent = await db.ExecuteAsync("""
                        insert into document_receipt (locality_path, title, number, issuer, issued_document_id, unit_id, unit_name, content, issued_on, due_on, created_by, changed_by)
                        select u.locality_path, d.title, d.number, d.office, d.id, u.id, u.name, d.content, d.issued_on, d.receipt_due_on, @by, @by from issued_document d join document_target t on t.issued_document_id = d.id and t.removed_at is null join org.unit u on u.id = t.unit_id where d.id = @id
                        """, said, stop);
                    said.Add("sent", sent);
                    await db.ExecuteAsync("update issued_document set receivers = @sent where id = @id", said, stop);
                    return null;
                },
            },
            Assignments.Deed("end", "废止", Edit, "不再列入现行文件", "update issued_document set state = '4', ended_on = @on, ended_words = @words, version = version + 1 where id = @id and state = '3' and issued_on <= @on", "只有印发了的才废止，日期不早于印发", On, Field.Text("words", "理由", 200).Required()),
        ],
    };
}
