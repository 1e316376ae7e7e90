<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>BanMenu</name>
    <message>
        <source>&amp;Ban</source>
        <translation>封禁(&amp;B)</translation>
    </message>
    <message>
        <source>This &amp;peer…</source>
        <translation>此成员(&amp;P)…</translation>
    </message>
    <message>
        <source>These &amp;peers…</source>
        <translation>这些成员(&amp;P)…</translation>
    </message>
    <message>
        <source>Their &amp;address…</source>
        <translation>其地址(&amp;A)…</translation>
    </message>
    <message>
        <source>Their &amp;web page…</source>
        <translation>其网页(&amp;W)…</translation>
    </message>
    <message>
        <source>Their &amp;nick…</source>
        <translation>其昵称(&amp;N)…</translation>
    </message>
</context>
<context>
    <name>BanText</name>
    <message>
        <source>range of addresses</source>
        <translation>地址范围</translation>
    </message>
    <message>
        <source>address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>web page</source>
        <translation>网页</translation>
    </message>
    <message>
        <source>nick</source>
        <translation>昵称</translation>
    </message>
    <message>
        <source>muted</source>
        <translation>已禁言</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>Nothing tells this peer from others at its address.</source>
        <translation>无法将此成员与同一地址的其他成员区分开。</translation>
    </message>
    <message>
        <source>This must be an IP address or a range of some of them, such as 192.168.1.7 or 192.168.1.0/24.</source>
        <translation>这里必须是一个 IP 地址，或一部分地址的范围，例如 192.168.1.7 或 192.168.1.0/24。</translation>
    </message>
    <message>
        <source>This must be where a web page comes from, such as https://example.org:8443.</source>
        <translation>这里必须是网页的来源，例如 https://example.org:8443。</translation>
    </message>
    <message>
        <source>Some letter of the nick must be in it, and not too many: * stands for any letters, ? for one.</source>
        <translation>其中必须有昵称里的字符，也不能太多：* 代表任意多个字符，? 代表一个字符。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %Ln more</source>
        <translation>
            <numerusform>%1 等，另有 %Ln 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BanTimes</name>
    <message>
        <source>10 minutes</source>
        <translation>10 分钟</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>Today, until midnight</source>
        <translation>今天，到午夜为止</translation>
    </message>
    <message>
        <source>For ever</source>
        <translation>永久</translation>
    </message>
</context>
<context>
    <name>ColumnMenu</name>
    <message>
        <source>Resize columns to contents</source>
        <translation>按内容调整列宽</translation>
    </message>
    <message>
        <source>Reset layout</source>
        <translation>恢复默认布局</translation>
    </message>
</context>
<context>
    <name>FormParts</name>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>%1 d</source>
        <comment>days</comment>
        <translation>%1 天</translation>
    </message>
    <message>
        <source>%1 h</source>
        <comment>hours</comment>
        <translation>%1 小时</translation>
    </message>
    <message>
        <source>%1 min</source>
        <comment>minutes</comment>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>two units of time</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <comment>milliseconds</comment>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>per second</comment>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>Default room</source>
        <translation>默认房间</translation>
    </message>
    <message>
        <source>(invisible name)</source>
        <translation>（不可见的名称）</translation>
    </message>
    <message>
        <source>Browser</source>
        <translation>浏览器</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a dialect and a key</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>for ever</source>
        <translation>永久</translation>
    </message>
</context>
<context>
    <name>HelpDialogs</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About Signalbox</source>
        <translation>关于 Signalbox</translation>
    </message>
    <message>
        <source>Signalbox %1</source>
        <translation>Signalbox %1</translation>
    </message>
    <message>
        <source>A WebRTC signaling hub for the local network.
Free software under the MIT licence.</source>
        <translation>局域网 WebRTC 信令中枢。
自由软件，采用 MIT 许可证。</translation>
    </message>
</context>
<context>
    <name>KnownBy</name>
    <message>
        <source>room %1</source>
        <translation>房间 %1</translation>
    </message>
    <message numerus="yes">
        <source>room %1 or another of its %Ln rooms</source>
        <translation>
            <numerusform>房间 %1 或其所在 %Ln 个房间中的另一个</numerusform>
        </translation>
    </message>
    <message>
        <source>its ID</source>
        <translation>其 ID</translation>
    </message>
    <message>
        <source>its nick</source>
        <translation>其昵称</translation>
    </message>
    <message>
        <source>its program</source>
        <translation>其程序</translation>
    </message>
    <message>
        <source>its room</source>
        <translation>其房间</translation>
    </message>
    <message>
        <source>its address</source>
        <translation>其地址</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <comment>a list and its last part</comment>
        <translation>%1和%2</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>ID %1</source>
        <translation>ID %1</translation>
    </message>
    <message>
        <source>nick %1</source>
        <translation>昵称 %1</translation>
    </message>
    <message>
        <source>program %1</source>
        <translation>程序 %1</translation>
    </message>
    <message>
        <source>address %1</source>
        <translation>地址 %1</translation>
    </message>
</context>
<context>
    <name>LimitText</name>
    <message>
        <source>Peers in all</source>
        <translation>成员总数</translation>
    </message>
    <message>
        <source>More than come together in one place; and nobody can overload this computer with connections without end.</source>
        <translation>多于同一处会聚集的人数；同时谁也无法用无穷的连接使本机过载。</translation>
    </message>
    <message>
        <source>Peers from one address</source>
        <translation>同一地址的成员数</translation>
    </message>
    <message>
        <source>As many as in all: a whole class may sit behind one router, and a network of IPv6 counts as one address.</source>
        <translation>与总数相同：整个班级可能都在同一个路由器之后，而一个 IPv6 网络算作一个地址。</translation>
    </message>
    <message>
        <source>Peers in one room</source>
        <translation>每个房间的成员数</translation>
    </message>
    <message>
        <source>What one says is sent to everybody else in the room, so that large rooms are most work.</source>
        <translation>一人所说会发给房间里的其他所有人，因此大房间的负担最重。</translation>
    </message>
    <message>
        <source>Rooms in all</source>
        <translation>房间总数</translation>
    </message>
    <message>
        <source>Anybody can make rooms by entering them.</source>
        <translation>任何人进入房间即可创建房间。</translation>
    </message>
    <message>
        <source>Rooms of one peer</source>
        <translation>一个成员的房间数</translation>
    </message>
    <message>
        <source>Some protocols let a peer be in several.</source>
        <translation>有些协议允许一个成员同时在多个房间。</translation>
    </message>
    <message>
        <source>Time to come back</source>
        <translation>可返回的时间</translation>
    </message>
    <message>
        <source>Whose connection broke keeps its place for as long, unnoticed by the others.</source>
        <translation>连接中断者在此期间保留位置，其他人不会察觉。</translation>
    </message>
    <message>
        <source>Messages a second</source>
        <translation>每秒消息数</translation>
    </message>
    <message>
        <source>What one peer may say in the long run; signaling needs far less.</source>
        <translation>一个成员长期可发送的量；信令远用不了这么多。</translation>
    </message>
    <message>
        <source>Messages at once</source>
        <translation>一次可发的消息数</translation>
    </message>
    <message>
        <source>ICE candidates come in bursts, which must pass unhindered.</source>
        <translation>ICE 候选地址会成批到来，必须畅通无阻。</translation>
    </message>
    <message>
        <source>Said by one peer, a second</source>
        <translation>一个成员每秒发送量</translation>
    </message>
    <message>
        <source>Descriptions of sessions have some kilobytes each.</source>
        <translation>每个会话描述有几千字节。</translation>
    </message>
    <message>
        <source>Said to all receivers, a second</source>
        <translation>每秒发给所有接收者的量</translation>
    </message>
    <message>
        <source>In a large room each message counts once for every receiver.</source>
        <translation>在大房间里，每条消息按接收者各计一次。</translation>
    </message>
    <message>
        <source>Warning before that</source>
        <translation>此前的警告时间</translation>
    </message>
    <message>
        <source>Who is above a rate is told first, then dropped, then put out.</source>
        <translation>超速者先被告知，然后其消息被丢弃，最后被移出。</translation>
    </message>
    <message>
        <source>From one connection, a second</source>
        <translation>每个连接每秒的数据量</translation>
    </message>
    <message>
        <source>Pings and empty frames cost work, though they say nothing.</source>
        <translation>ping 和空帧虽无内容，也会耗费处理能力。</translation>
    </message>
    <message>
        <source>Frames of one message</source>
        <translation>一条消息的帧数</translation>
    </message>
    <message>
        <source>A message in very many pieces is an attack.</source>
        <translation>一条消息分成极多片段是一种攻击。</translation>
    </message>
    <message>
        <source>Unreadable messages in a row</source>
        <translation>连续无法读懂的消息数</translation>
    </message>
    <message>
        <source>Who sends nothing else does not speak any protocol of the hub&apos;s.</source>
        <translation>只发送这类消息者所用的协议，中枢一种也不认识。</translation>
    </message>
    <message>
        <source>One message</source>
        <translation>一条消息</translation>
    </message>
    <message>
        <source>Browsers send larger ones in pieces, and may cut them within a letter.</source>
        <translation>更大的消息会被浏览器分段发送，并可能在一个字的中间断开。</translation>
    </message>
    <message>
        <source>Unread: shown as slow</source>
        <translation>未读：显示为缓慢</translation>
    </message>
    <message>
        <source>A peer that reads leaves next to nothing waiting.</source>
        <translation>正常读取的成员几乎不会积压。</translation>
    </message>
    <message>
        <source>Unread: counts as stuck</source>
        <translation>未读：视为卡住</translation>
    </message>
    <message>
        <source>Whoever has more than that to read, and reads nothing for a while, is disconnected.</source>
        <translation>待读超过此值且一段时间不读取者将被断开。</translation>
    </message>
    <message>
        <source>Stuck: how long</source>
        <translation>卡住：多久</translation>
    </message>
    <message>
        <source>Mobile networks pause for some seconds.</source>
        <translation>移动网络会停顿数秒。</translation>
    </message>
    <message>
        <source>Unread by one peer at all</source>
        <translation>一个成员的未读上限</translation>
    </message>
    <message>
        <source>So that one that never reads cannot fill the memory.</source>
        <translation>使从不读取的成员无法占满内存。</translation>
    </message>
    <message>
        <source>Unread by all peers</source>
        <translation>所有成员的未读总量</translation>
    </message>
    <message>
        <source>Above that the one with the most goes first.</source>
        <translation>超过时，积压最多者先被断开。</translation>
    </message>
    <message>
        <source>Connections that said nothing yet</source>
        <translation>尚未发送任何内容的连接</translation>
    </message>
    <message>
        <source>Opening connections is cheap; the oldest such one goes.</source>
        <translation>建立连接很容易；其中最早的会被断开。</translation>
    </message>
    <message>
        <source>Time for a request</source>
        <translation>请求的时限</translation>
    </message>
    <message>
        <source>A request, or a TLS handshake, comes in one go.</source>
        <translation>一个请求或一次 TLS 握手都是一气呵成的。</translation>
    </message>
    <message>
        <source>Time for the PIN</source>
        <translation>输入 PIN 的时限</translation>
    </message>
    <message>
        <source>Long enough to walk to the blackboard and back.</source>
        <translation>足够走到黑板前再回来。</translation>
    </message>
    <message>
        <source>Ping after a silence of</source>
        <translation>静默多久后发 ping</translation>
    </message>
    <message>
        <source>Routers forget connections that are silent for a minute.</source>
        <translation>路由器会忘记静默一分钟的连接。</translation>
    </message>
    <message>
        <source>Gone after a silence of</source>
        <translation>静默多久视为离开</translation>
    </message>
    <message>
        <source>Two pings without an answer: the network is gone.</source>
        <translation>两次 ping 无应答：网络已断开。</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>How much one may say</source>
        <translation>每个成员可以发送多少</translation>
    </message>
    <message>
        <source>From one connection</source>
        <translation>单个连接</translation>
    </message>
    <message>
        <source>Head of a request</source>
        <translation>请求头</translation>
    </message>
    <message>
        <source>Cookies of other pages of this computer make it long.</source>
        <translation>本机其他网页的 Cookie 会使它变长。</translation>
    </message>
    <message>
        <source>Unread, and waiting in memory</source>
        <translation>未被读取、在内存中等待的数据</translation>
    </message>
    <message>
        <source>Unread answers to pings</source>
        <translation>未读取的 ping 应答</translation>
    </message>
    <message>
        <source>Each ping is answered at once, so that a flood of them would pile up.</source>
        <translation>每个 ping 都会立即应答，大量 ping 会使应答堆积。</translation>
    </message>
    <message>
        <source>Mail for who is not there yet</source>
        <translation>给尚未到来者的留言</translation>
    </message>
    <message>
        <source>How long it waits</source>
        <translation>等待多久</translation>
    </message>
    <message>
        <source>PeerJS clients call each other while one of them still connects.</source>
        <translation>PeerJS 客户端会在一方仍在连接时就互相呼叫。</translation>
    </message>
    <message>
        <source>Messages of one sender</source>
        <translation>每个发送者的消息数</translation>
    </message>
    <message>
        <source>An offer and its candidates; more is no call.</source>
        <translation>一个 offer 及其候选地址；再多就不是呼叫了。</translation>
    </message>
    <message>
        <source>From one address</source>
        <translation>来自同一地址</translation>
    </message>
    <message>
        <source>So that one computer cannot take the room of all others.</source>
        <translation>以免一台计算机占用所有其他人的空间。</translation>
    </message>
    <message>
        <source>For one receiver</source>
        <translation>给同一接收者</translation>
    </message>
    <message>
        <source>It arrives all at once, and must be read at once.</source>
        <translation>它会一次全部到达，也必须一次读完。</translation>
    </message>
    <message>
        <source>Messages in all</source>
        <translation>消息总数</translation>
    </message>
    <message>
        <source>Each costs memory until it is fetched or its time is over.</source>
        <translation>每条消息在被取走或到期之前都占用内存。</translation>
    </message>
    <message>
        <source>Size in all</source>
        <translation>总大小</translation>
    </message>
    <message>
        <source>What all of it may take of the memory.</source>
        <translation>全部留言最多可占用的内存。</translation>
    </message>
    <message>
        <source>Sessions between two</source>
        <translation>两个成员之间的会话</translation>
    </message>
    <message>
        <source>Sessions of one peer</source>
        <translation>每个成员的会话数</translation>
    </message>
    <message>
        <source>A camera that a whole room watches has one for each watcher.</source>
        <translation>整个房间都在观看的摄像头，每个观看者各有一个会话。</translation>
    </message>
    <message>
        <source>Sessions that one has asked for</source>
        <translation>每个成员请求的会话数</translation>
    </message>
    <message>
        <source>Nobody watches more than some cameras at a time.</source>
        <translation>没有人会同时观看太多摄像头。</translation>
    </message>
    <message>
        <source>Sessions of the same two</source>
        <translation>同样两个成员之间的会话数</translation>
    </message>
    <message>
        <source>A few, for who reloads a page before the old one has gone.</source>
        <translation>允许几个，以便旧页面尚未离开时就能重新加载。</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Time to defend an ID</source>
        <translation>保住 ID 的时间</translation>
    </message>
    <message>
        <source>Who has an ID that another claims keeps it by answering in time.</source>
        <translation>别人要占用某个 ID 时，持有者及时应答即可保住它。</translation>
    </message>
    <message>
        <source>Silence before the greeting</source>
        <translation>问候之前的静默时间</translation>
    </message>
    <message>
        <source>Some clients speak first, and others wait for the hub&apos;s words.</source>
        <translation>有些客户端先发言，另一些则等待中枢先发言。</translation>
    </message>
    <message>
        <source>News of who comes and goes</source>
        <translation>来去的消息</translation>
    </message>
    <message>
        <source>It may wait for as long, so that a crowd is told in one message.</source>
        <translation>它最多等待这么久，以便把一批来去合成一条消息。</translation>
    </message>
    <message>
        <source>Time for a goodbye</source>
        <translation>告别的时间</translation>
    </message>
    <message>
        <source>Who is put out is gone within two seconds.</source>
        <translation>被请出者在两秒之内离开。</translation>
    </message>
</context>
<context>
    <name>LogText</name>
    <message>
        <source>%1 left</source>
        <translation>%1 已离开</translation>
    </message>
    <message>
        <source>%1 was lost: its connection broke without a goodbye</source>
        <translation>%1 已失联：连接意外中断</translation>
    </message>
    <message>
        <source>%1 was kicked, without a reason</source>
        <translation>%1 被移出，未说明原因</translation>
    </message>
    <message>
        <source>%1 was kicked: %2</source>
        <translation>%1 被移出：%2</translation>
    </message>
    <message>
        <source>%1 is gone: it answered no ping</source>
        <translation>%1 已断开：对 ping 没有回应</translation>
    </message>
    <message>
        <source>%1 was dropped: it did not read what was sent to it</source>
        <translation>%1 被断开：未读取发给它的数据</translation>
    </message>
    <message>
        <source>%1 was dropped: it asked without reading the answers</source>
        <translation>%1 被断开：不断请求却不读取应答</translation>
    </message>
    <message>
        <source>%1 was replaced by another connection with its ID</source>
        <translation>%1 已被使用相同 ID 的另一连接取代</translation>
    </message>
    <message>
        <source>%1 was dropped: its messages were too large or malformed</source>
        <translation>%1 被断开：消息过大或格式错误</translation>
    </message>
    <message>
        <source>%1 was disconnected: the hub stopped</source>
        <translation>%1 已断开：中枢已停止</translation>
    </message>
    <message>
        <source>not JSON</source>
        <translation>不是 JSON</translation>
    </message>
    <message>
        <source>JSON, but not an object</source>
        <translation>是 JSON，但不是对象</translation>
    </message>
    <message>
        <source>no type</source>
        <translation>缺少 type</translation>
    </message>
    <message>
        <source>%1 is given twice</source>
        <translation>%1 出现了两次</translation>
    </message>
    <message>
        <source>%1 is of the wrong JSON type</source>
        <translation>%1 的 JSON 类型不对</translation>
    </message>
    <message>
        <source>%1 is too long</source>
        <translation>%1 过长</translation>
    </message>
    <message>
        <source>nested too deeply</source>
        <translation>嵌套过深</translation>
    </message>
    <message>
        <source>only the hub sends the type %1</source>
        <translation>类型 %1 只能由中枢发送</translation>
    </message>
    <message>
        <source>the ID %1 is taken</source>
        <translation>ID %1 已被占用</translation>
    </message>
    <message>
        <source>nobody in its room has the ID %1</source>
        <translation>其房间内没有 ID 为 %1 的成员</translation>
    </message>
    <message>
        <source>an answer needs a receiver</source>
        <translation>应答（answer）需要指定接收者</translation>
    </message>
    <message>
        <source>it is in no room</source>
        <translation>它不在任何房间</translation>
    </message>
    <message>
        <source>it sent no complete request in time</source>
        <translation>未及时发来完整的请求</translation>
    </message>
    <message>
        <source>its request head was too large</source>
        <translation>请求头过大</translation>
    </message>
    <message>
        <source>it does not speak HTTP</source>
        <translation>它使用的不是 HTTP</translation>
    </message>
    <message>
        <source>its WebSocket request was malformed</source>
        <translation>WebSocket 请求格式错误</translation>
    </message>
    <message>
        <source>too many connections had sent no request yet</source>
        <translation>尚未发送请求的连接过多</translation>
    </message>
    <message>
        <source>%1 joined %2</source>
        <translation>%1 加入了 %2</translation>
    </message>
    <message>
        <source>%1 joined %2 from %3</source>
        <translation>%1 从 %3 加入了 %2</translation>
    </message>
    <message>
        <source>Info</source>
        <translation>信息</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>%1 is called %2 now</source>
        <translation>%1 改名为 %2</translation>
    </message>
    <message>
        <source>%1 moved to %2</source>
        <translation>%1 移到了 %2</translation>
    </message>
    <message>
        <source>%1 left %2 and stays connected</source>
        <translation>%1 离开了 %2，仍保持连接</translation>
    </message>
    <message>
        <source>Refused a message of %1: %2</source>
        <translation>拒绝了 %1 的消息：%2</translation>
    </message>
    <message>
        <source>Turned away a connection from %1: %2</source>
        <translation>拒绝了来自 %1 的连接：%2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln event(s) are missing here: there were too many to keep</source>
        <translation>
            <numerusform>此处缺少 %Ln 条事件：数量过多，未能保留</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was disconnected, as its protocol wants: its wish was refused</source>
        <translation>%1 已按其协议断开：其请求被拒绝</translation>
    </message>
    <message>
        <source>%1 was disconnected, as its protocol wants: its partner is gone</source>
        <translation>%1 已按其协议断开：其对方已离开</translation>
    </message>
    <message>
        <source>%1 may come in again: it was disconnected so that it connects anew</source>
        <translation>%1 可以重新加入：已将其断开，以便其重新连接</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>缺少 %1</translation>
    </message>
    <message>
        <source>its protocol has no message of the type %1</source>
        <translation>其协议没有类型为 %1 的消息</translation>
    </message>
    <message>
        <source>its protocol does not allow the name %1</source>
        <translation>其协议不允许名称 %1</translation>
    </message>
    <message>
        <source>the room %1 is full</source>
        <translation>房间 %1 已满</translation>
    </message>
    <message>
        <source>it is in too many rooms already</source>
        <translation>它所在的房间已过多</translation>
    </message>
    <message>
        <source>it has too many sessions already</source>
        <translation>它的会话已过多</translation>
    </message>
    <message>
        <source>it has no session %1</source>
        <translation>它没有会话 %1</translation>
    </message>
    <message>
        <source>nobody can be connected with %1 as things are</source>
        <translation>目前无法与 %1 建立会话</translation>
    </message>
    <message>
        <source>%1 is in a session already</source>
        <translation>%1 已在会话中</translation>
    </message>
    <message>
        <source>%1 is not its own</source>
        <translation>%1 不属于它</translation>
    </message>
    <message>
        <source>it must say first who it is</source>
        <translation>它须先表明身份</translation>
    </message>
    <message>
        <source>nothing tells yet which protocol it speaks</source>
        <translation>尚不知道它使用哪种协议</translation>
    </message>
    <message>
        <source>%1 was put out: a ban hits it</source>
        <translation>%1 被移出：命中一条封禁</translation>
    </message>
    <message>
        <source>%1 was put out: a ban hits it (%2)</source>
        <translation>%1 被移出：命中一条封禁（%2）</translation>
    </message>
    <message>
        <source>%1 was dropped: it said more than its limits allow, and went on</source>
        <translation>%1 被断开：发送量超过其限制，且没有停止</translation>
    </message>
    <message>
        <source>%1 was dropped: it sent one unreadable message after the other</source>
        <translation>%1 被断开：接连发送无法读懂的消息</translation>
    </message>
    <message>
        <source>it is muted</source>
        <translation>它已被禁言</translation>
    </message>
    <message>
        <source>the hub is full</source>
        <translation>中枢已满</translation>
    </message>
    <message>
        <source>the hub has too many rooms already</source>
        <translation>中枢的房间已经太多</translation>
    </message>
    <message>
        <source>it says more than its limits allow</source>
        <translation>它的发送量超过其限制</translation>
    </message>
    <message>
        <source>it has not given the PIN</source>
        <translation>它没有给出 PIN</translation>
    </message>
    <message>
        <source>it gave a wrong PIN</source>
        <translation>它给出了错误的 PIN</translation>
    </message>
    <message>
        <source>too many wrong PINs came from its address</source>
        <translation>来自其地址的错误 PIN 太多</translation>
    </message>
    <message>
        <source>it was put out, and may not come in again yet</source>
        <translation>它已被移出，暂时不能再加入</translation>
    </message>
    <message>
        <source>the web page %1 has not been allowed</source>
        <translation>网页 %1 未获允许</translation>
    </message>
    <message>
        <source>%1 is none of the hub&apos;s names</source>
        <translation>%1 不是中枢的名称</translation>
    </message>
    <message>
        <source>its address has failed too often lately</source>
        <translation>其地址最近失败次数太多</translation>
    </message>
    <message>
        <source>it was not encrypted</source>
        <translation>它没有加密</translation>
    </message>
    <message>
        <source>its TLS handshake failed</source>
        <translation>其 TLS 握手失败</translation>
    </message>
    <message>
        <source>this computer can open no more connections</source>
        <translation>本机无法再打开更多连接</translation>
    </message>
    <message>
        <source>%1 is away: its connection broke, and it may come back</source>
        <translation>%1 暂离：其连接中断，可能会回来</translation>
    </message>
    <message>
        <source>%1 came back</source>
        <translation>%1 回来了</translation>
    </message>
    <message>
        <source>%1 is muted</source>
        <translation>%1 被禁言</translation>
    </message>
    <message>
        <source>%1 is muted: %2</source>
        <translation>%1 被禁言：%2</translation>
    </message>
    <message>
        <source>%1 is heard again</source>
        <translation>%1 又能被听到</translation>
    </message>
</context>
<context>
    <name>MessageText</name>
    <message>
        <source>(Cut here: the message has %1)</source>
        <translation>（到此截断：整条消息为 %1）</translation>
    </message>
</context>
<context>
    <name>PeerColumn</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Whether the peer has joined and keeps up</source>
        <translation>成员是否已加入、能否及时接收</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>What other peers address it by</source>
        <translation>其他成员用来指定它的标识</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>The network address it connects from</source>
        <translation>它连接所用的网络地址</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>程序</translation>
    </message>
    <message>
        <source>The browser or program, as it says itself</source>
        <translation>它自称的浏览器或程序</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>For how long it has been connected</source>
        <translation>已连接多长时间</translation>
    </message>
    <message>
        <source>In</source>
        <translation>收到</translation>
    </message>
    <message>
        <source>Messages that came from it</source>
        <translation>它发来的消息数</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>发出</translation>
    </message>
    <message>
        <source>Messages that were sent to it</source>
        <translation>发给它的消息数</translation>
    </message>
    <message>
        <source>Data in</source>
        <translation>收到数据</translation>
    </message>
    <message>
        <source>Bytes that came from it</source>
        <translation>它发来的字节数</translation>
    </message>
    <message>
        <source>Data out</source>
        <translation>发出数据</translation>
    </message>
    <message>
        <source>Bytes that were sent to it</source>
        <translation>发给它的字节数</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Messages per second, in and out, and the last minute</source>
        <translation>每秒收发的消息数，以及最近一分钟的走势</translation>
    </message>
    <message>
        <source>Round trip</source>
        <translation>往返时间</translation>
    </message>
    <message>
        <source>How long the last ping took there and back</source>
        <translation>最近一次 ping 的往返时间</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>The nick the peer gave itself, or its ID and its program in short</source>
        <translation>成员自取的昵称，或其 ID 与程序的简称</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>The signaling protocol that it speaks</source>
        <translation>它使用的信令协议</translation>
    </message>
    <message>
        <source>The rooms whose members hear it</source>
        <translation>它所在的房间：其中的成员能听到它</translation>
    </message>
</context>
<context>
    <name>PeerText</name>
    <message>
        <source>Not joined: connected, but it has not said who it is.</source>
        <translation>未加入：已连接，但尚未表明身份。</translation>
    </message>
    <message>
        <source>No room: it left its room and is still connected.</source>
        <translation>无房间：已离开房间，仍保持连接。</translation>
    </message>
    <message>
        <source>Slow: %1 wait to be read by it.</source>
        <translation>缓慢：有 %1 等待它读取。</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>Joined</source>
        <translation>已加入</translation>
    </message>
    <message>
        <source>Not joined</source>
        <translation>未加入</translation>
    </message>
    <message>
        <source>No room</source>
        <translation>无房间</translation>
    </message>
    <message>
        <source>Slow</source>
        <translation>缓慢</translation>
    </message>
    <message>
        <source>%1
Another peer bears this nick too: look at the ID and the address.</source>
        <translation>%1
另有成员使用相同的昵称：请核对 ID 和地址。</translation>
    </message>
    <message>
        <source>%1, port %2</source>
        <translation>%1，端口 %2</translation>
    </message>
    <message>
        <source>nick borne by several, ID %1</source>
        <translation>昵称有重复，ID %1</translation>
    </message>
    <message>
        <source>room %1</source>
        <translation>房间 %1</translation>
    </message>
    <message>
        <source>connected for %1</source>
        <translation>已连接 %1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Last minute: %1 to %2 messages per second, %3 in the last second</source>
        <translation>最近一分钟：每秒 %1 至 %2 条消息，最近一秒 %3 条</translation>
    </message>
    <message>
        <source>Joined: it has said who it is.</source>
        <translation>已加入：已表明身份。</translation>
    </message>
    <message>
        <source>Not joined: connected, but it has said nothing yet.</source>
        <translation>未加入：已连接，但尚未发送任何消息。</translation>
    </message>
    <message>
        <source>Not known yet: several protocols begin with silence.
Its first message, or the address it connects to, tells which one it speaks.</source>
        <translation>尚不知道：有几种协议开始时不发送任何消息。
它的第一条消息或所连接的地址会表明它使用哪种协议。</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>以及另外 %Ln 个</numerusform>
        </translation>
    </message>
    <message>
        <source>%1
ID %2</source>
        <translation>%1
ID %2</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>已拒绝</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>尚不知道</translation>
    </message>
    <message>
        <source>Too fast: it says more than its limits allow, and has been told so.</source>
        <translation>过快：发送量超过其限制，并已被告知。</translation>
    </message>
    <message>
        <source>Messages of it that were dropped: %1</source>
        <translation>它被丢弃的消息：%1</translation>
    </message>
    <message>
        <source>Refused: it was put out and came back. It stays connected, and nobody hears it.
The page Banned lets it in again.</source>
        <translation>已拒绝：它被移出后又回来。连接保持，但没有人能听到它。
可在“封禁”页面中允许它重新加入。</translation>
    </message>
    <message>
        <source>Away: its connection broke, and it may come back as the one it was.
The others in its room are not told for as long.</source>
        <translation>暂离：其连接中断，可能以原来的身份回来。
在此期间不通知房间里的其他人。</translation>
    </message>
    <message>
        <source>Muted: it stays and hears the others, but nothing that it says reaches anybody.</source>
        <translation>已禁言：它留在房间里并能听到别人，但它所说的不会传给任何人。</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a state, and how many messages were dropped</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Encrypted on its way to the hub</source>
        <translation>到中枢的途中已加密</translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation>未加密</translation>
    </message>
    <message>
        <source>Web page %1</source>
        <translation>网页 %1</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>暂离</translation>
    </message>
    <message>
        <source>Muted</source>
        <translation>已禁言</translation>
    </message>
    <message>
        <source>Too fast</source>
        <translation>过快</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>every interface</source>
        <translation>所有网络接口</translation>
    </message>
    <message>
        <source>Copy error</source>
        <translation>复制错误信息</translation>
    </message>
    <message>
        <source>Port %1 is already in use by another program, or by another Signalbox.</source>
        <translation>端口 %1 已被其他程序或另一个 Signalbox 占用。</translation>
    </message>
    <message>
        <source>This user may not listen on port %1. Ports below 1024 are for the system.</source>
        <translation>当前用户无权监听端口 %1。1024 以下的端口由系统保留。</translation>
    </message>
    <message>
        <source>This computer does not have the address %1.</source>
        <translation>本机没有地址 %1。</translation>
    </message>
    <message>
        <source>%1 is not an IP address.</source>
        <translation>%1 不是 IP 地址。</translation>
    </message>
    <message>
        <source>The hub cannot listen on %1, port %2: %3</source>
        <translation>中枢无法监听 %1，端口 %2：%3</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Use next free port</source>
        <translation>使用下一个空闲端口</translation>
    </message>
    <message>
        <source>Use port %1</source>
        <translation>使用端口 %1</translation>
    </message>
    <message>
        <source>Listen on all interfaces</source>
        <translation>监听所有网络接口</translation>
    </message>
    <message>
        <source>Only this computer can reach the hub: no network is connected.</source>
        <translation>只有本机能访问中枢：没有连接任何网络。</translation>
    </message>
    <message>
        <source>The hub cannot encrypt: there is no certificate that it can show. %1</source>
        <translation>中枢无法加密：没有可出示的证书。%1</translation>
    </message>
    <message>
        <source>The hub&apos;s own files cannot be read, so that it would not know who is banned. %1</source>
        <translation>无法读取中枢自己的文件，因而无从得知谁被封禁。%1</translation>
    </message>
    <message>
        <source>Start without encryption</source>
        <translation>不加密启动</translation>
    </message>
    <message>
        <source>The list of bans cannot be read or kept as it should be: %1</source>
        <translation>封禁名单无法正常读取或保存：%1</translation>
    </message>
    <message>
        <source>There is no certificate, or no newer one, to encrypt with: %1</source>
        <translation>没有可用于加密的证书，或没有更新的证书：%1</translation>
    </message>
    <message>
        <source>Nobody else can come in until others leave: the system allows this program no more connections. Whoever is connected stays. To let more in, raise the limit of open files (ulimit -n, or LimitNOFILE of the service) and start Signalbox again.</source>
        <translation>在有人离开之前，其他人无法进入：系统不允许本程序再打开更多连接。已连接的人不受影响。若要容纳更多人，请提高打开文件数的上限（ulimit -n，或服务单元中的 LimitNOFILE），然后重新启动 Signalbox。</translation>
    </message>
    <message>
        <source>The settings cannot be read or kept as they should be: %1</source>
        <translation>设置无法正常读取或保存：%1</translation>
    </message>
    <message>
        <source>The hub has no folder of its own, so that it keeps neither bans nor certificates: %1</source>
        <translation>中枢没有自己的文件夹，因此不保存封禁和证书：%1</translation>
    </message>
    <message>
        <source>The log is not kept as it should be: %1</source>
        <translation>日志无法正常写入：%1</translation>
    </message>
</context>
<context>
    <name>RoomMenu</name>
    <message>
        <source>Show only &amp;this room</source>
        <translation>仅显示此房间(&amp;T)</translation>
    </message>
    <message>
        <source>Show only one of its &amp;rooms</source>
        <translation>仅显示它的某个房间(&amp;R)</translation>
    </message>
</context>
<context>
    <name>Signalbox::Actions</name>
    <message>
        <source>&amp;Start hub</source>
        <translation>启动中枢(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Copy hub address</source>
        <translation>复制中枢地址(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Kick…</source>
        <translation>移出(&amp;K)…</translation>
    </message>
    <message>
        <source>Kick &amp;now, with the last reason</source>
        <translation>以上次的原因立即移出(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Copy rows</source>
        <translation>复制行(&amp;C)</translation>
    </message>
    <message>
        <source>Copy &amp;ID</source>
        <translation>复制 ID(&amp;I)</translation>
    </message>
    <message>
        <source>Copy a&amp;ddress</source>
        <translation>复制地址(&amp;D)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>筛选(&amp;F)</translation>
    </message>
    <message>
        <source>Cl&amp;ear filter</source>
        <translation>清除筛选(&amp;E)</translation>
    </message>
    <message>
        <source>Clear &amp;log</source>
        <translation>清空日志(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Peers</source>
        <translation>成员(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Rooms</source>
        <translation>房间(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Log</source>
        <translation>日志(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Next pane</source>
        <translation>下一个窗格(&amp;N)</translation>
    </message>
    <message>
        <source>Pre&amp;vious pane</source>
        <translation>上一个窗格(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Signalbox</source>
        <translation>关于 Signalbox(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Stop hub</source>
        <translation>停止中枢(&amp;S)</translation>
    </message>
    <message>
        <source>The hub is stopping</source>
        <translation>中枢正在停止</translation>
    </message>
    <message>
        <source>The hub is not listening</source>
        <translation>中枢未在监听</translation>
    </message>
    <message>
        <source>No peer is selected</source>
        <translation>没有选中成员</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>&amp;Pause messages</source>
        <translation>暂停消息(&amp;P)</translation>
    </message>
    <message>
        <source>Clear &amp;messages</source>
        <translation>清空消息(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Messages</source>
        <translation>消息(&amp;M)</translation>
    </message>
    <message>
        <source>The messages are not shown</source>
        <translation>没有显示消息页</translation>
    </message>
    <message>
        <source>Connect a c&amp;lient…</source>
        <translation>连接客户端(&amp;L)…</translation>
    </message>
    <message>
        <source>Let &amp;in again</source>
        <translation>允许重新加入(&amp;I)</translation>
    </message>
    <message>
        <source>Copy &amp;name</source>
        <translation>复制名称(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Ban…</source>
        <translation>封禁(&amp;B)…</translation>
    </message>
    <message>
        <source>&amp;Mute</source>
        <translation>禁言(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Edit ban…</source>
        <translation>编辑封禁(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Add ban…</source>
        <translation>添加封禁(&amp;A)…</translation>
    </message>
    <message>
        <source>Ask for a &amp;PIN</source>
        <translation>要求 PIN(&amp;P)</translation>
    </message>
    <message>
        <source>Ne&amp;w PIN</source>
        <translation>新 PIN(&amp;W)</translation>
    </message>
    <message>
        <source>Se&amp;ttings…</source>
        <translation>设置(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Banned</source>
        <translation>封禁(&amp;B)</translation>
    </message>
    <message>
        <source>Un&amp;mute</source>
        <translation>解除禁言(&amp;M)</translation>
    </message>
    <message>
        <source>No ban is selected</source>
        <translation>没有选中封禁</translation>
    </message>
    <message>
        <source>Show to e&amp;verybody</source>
        <translation>展示给所有人(&amp;V)</translation>
    </message>
</context>
<context>
    <name>Signalbox::AddressNews</name>
    <message>
        <source>There is a better address: %1. Codes and links that were shown before still work.</source>
        <translation>有了更合适的地址：%1。之前展示的二维码和链接仍然有效。</translation>
    </message>
    <message>
        <source>The address has changed: %1. Codes and links that were shown before no longer work.</source>
        <translation>地址已更改：%1。之前展示的二维码和链接不再有效。</translation>
    </message>
    <message>
        <source>Show the new code</source>
        <translation>展示新的二维码</translation>
    </message>
</context>
<context>
    <name>Signalbox::AdmissionPage</name>
    <message>
        <source>The hub&apos;s own, those of this computer, and these:</source>
        <translation>中枢自己的、本机的，以及以下：</translation>
    </message>
    <message>
        <source>Any in the whole web</source>
        <translation>整个互联网的任何网页</translation>
    </message>
    <message>
        <source>&amp;PIN:</source>
        <translation>PIN(&amp;P)：</translation>
    </message>
    <message>
        <source>&amp;Web pages:</source>
        <translation>网页(&amp;W)：</translation>
    </message>
    <message>
        <source>&amp;Allowed, one a line:</source>
        <translation>允许的，每行一个(&amp;A)：</translation>
    </message>
    <message>
        <source>Any page that somebody opens could otherwise connect from inside your network. Programs that are no browsers are not asked.</source>
        <translation>否则，有人打开的任何网页都可以从您的网络内部连接。非浏览器的程序不受此限。</translation>
    </message>
    <message>
        <source>&amp;Names of this hub:</source>
        <translation>此中枢的名称(&amp;N)：</translation>
    </message>
    <message>
        <source>Browsers may reach the hub by its addresses, by the names of this computer, and by these; one a line, without a port.</source>
        <translation>浏览器可以用中枢的地址、本机的名称以及以下名称访问中枢；每行一个，不带端口。</translation>
    </message>
    <message>
        <source>none: nobody is asked for one</source>
        <translation>无：不要求任何人输入</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>新 PIN</translation>
    </message>
    <message>
        <source>Who may come in</source>
        <translation>谁可以加入</translation>
    </message>
    <message>
        <source>A PIN has six digits.</source>
        <translation>PIN 为六位数字。</translation>
    </message>
    <message>
        <source>%1 is not the address of a web site, such as https://example.org:8443.</source>
        <translation>%1 不是网站的地址，例如 https://example.org:8443。</translation>
    </message>
    <message>
        <source>These are too many: at most %1.</source>
        <translation>太多了：最多 %1 个。</translation>
    </message>
    <message>
        <source>%1 is not a name, such as hub.example.org.</source>
        <translation>%1 不是名称，例如 hub.example.org。</translation>
    </message>
</context>
<context>
    <name>Signalbox::Appearance</name>
    <message>
        <source>&amp;System</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
</context>
<context>
    <name>Signalbox::BanDialog</name>
    <message>
        <source>Edit ban</source>
        <translation>编辑封禁</translation>
    </message>
    <message>
        <source>Ban</source>
        <translation>封禁</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Ban: disconnected, and kept out until it ends</source>
        <translation>封禁：断开连接，在结束前不得返回</translation>
    </message>
    <message>
        <source>Mute: they stay, but nobody hears them</source>
        <translation>禁言：留下，但没有人能听到</translation>
    </message>
    <message>
        <source>No reason</source>
        <translation>无原因</translation>
    </message>
    <message>
        <source>&amp;Whom:</source>
        <translation>对象(&amp;W)：</translation>
    </message>
    <message>
        <source>&amp;Effect:</source>
        <translation>效果(&amp;E)：</translation>
    </message>
    <message>
        <source>&amp;Reason, which they are told:</source>
        <translation>原因，会告知对方(&amp;R)：</translation>
    </message>
    <message>
        <source>&amp;For how long:</source>
        <translation>多久(&amp;F)：</translation>
    </message>
    <message>
        <source>This peer: %1</source>
        <comment>a name</comment>
        <translation>此成员：%1</translation>
    </message>
    <message numerus="yes">
        <source>These %Ln peer(s)</source>
        <translation>
            <numerusform>这 %Ln 个成员</numerusform>
        </translation>
    </message>
    <message>
        <source>An address, or a range of addresses</source>
        <translation>一个地址，或地址范围</translation>
    </message>
    <message>
        <source>A web site</source>
        <translation>一个网站</translation>
    </message>
    <message>
        <source>A nick</source>
        <translation>昵称</translation>
    </message>
    <message>
        <source>As it is: %1</source>
        <comment>a time</comment>
        <translation>不变：%1</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>地址(&amp;A)：</translation>
    </message>
    <message>
        <source>We&amp;b page:</source>
        <translation>网页(&amp;B)：</translation>
    </message>
    <message>
        <source>&amp;Nick:</source>
        <translation>昵称(&amp;N)：</translation>
    </message>
    <message>
        <source>ann, or a* for all that begin with an a</source>
        <translation>ann，或用 a* 代表所有以 a 开头的</translation>
    </message>
    <message>
        <source>It would hit nobody who is here now.</source>
        <translation>目前在场者无人会受影响。</translation>
    </message>
    <message numerus="yes">
        <source>It would mute %Ln who are here now: %1</source>
        <translation>
            <numerusform>将禁言目前在场的 %Ln 个：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It would disconnect %Ln who are here now: %1</source>
        <translation>
            <numerusform>将断开目前在场的 %Ln 个：%1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::BanModel</name>
    <message>
        <source>Known by</source>
        <translation>识别依据</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>%1 ×</source>
        <comment>how many times</comment>
        <translation>%1 次</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>Whom</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Effect</source>
        <translation>效果</translation>
    </message>
    <message>
        <source>Hits</source>
        <comment>how often a ban had its effect</comment>
        <translation>命中</translation>
    </message>
    <message>
        <source>%1
ID %2</source>
        <comment>a dialect</comment>
        <translation>%1
ID %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an effect, and for how long</comment>
        <translation>%1：%2</translation>
    </message>
    <message numerus="yes">
        <source>hit %Ln time(s)</source>
        <translation>
            <numerusform>命中 %Ln 次</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::BanPane</name>
    <message>
        <source>Filter: part of a name, an address or a reason</source>
        <translation>筛选：名称、地址或原因的一部分</translation>
    </message>
    <message>
        <source>Let the selected ones in again</source>
        <translation>允许所选者重新加入</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Filter the bans</source>
        <translation>筛选封禁</translation>
    </message>
    <message numerus="yes">
        <source>%Ln ban(s)</source>
        <translation>
            <numerusform>%Ln 条封禁</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Banned, %Ln row(s)</source>
        <translation>
            <numerusform>封禁，%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody is banned</source>
        <translation>没有人被封禁</translation>
    </message>
    <message>
        <source>Who is kicked, banned or muted appears here for as long as that holds, and can be let in again before.</source>
        <translation>被移出、封禁或禁言者在有效期间显示在此处，也可以提前允许其重新加入。</translation>
    </message>
    <message>
        <source>No ban matches</source>
        <translation>没有匹配的封禁</translation>
    </message>
</context>
<context>
    <name>Signalbox::Banning</name>
    <message>
        <source>They had already left.</source>
        <translation>对方已经离开。</translation>
    </message>
    <message>
        <source>Muted %1: %2.</source>
        <comment>names and a time</comment>
        <translation>已禁言 %1：%2。</translation>
    </message>
    <message>
        <source>Banned %1: %2.</source>
        <comment>names and a time</comment>
        <translation>已封禁 %1：%2。</translation>
    </message>
    <message numerus="yes">
        <source>Let %Ln in again.</source>
        <translation>
            <numerusform>已允许 %Ln 个重新加入。</numerusform>
        </translation>
    </message>
    <message>
        <source>Lifted the ban of %1.</source>
        <comment>names</comment>
        <translation>已解除对 %1 的封禁。</translation>
    </message>
    <message>
        <source>%1 But not %2.</source>
        <comment>a sentence, and names</comment>
        <translation>%1但不包括 %2。</translation>
    </message>
    <message>
        <source>This does not hold, and nothing has changed: the list of bans is full. Lift some that you no longer need.</source>
        <translation>此操作未生效，一切保持不变：封禁列表已满。请解除一些不再需要的封禁。</translation>
    </message>
    <message>
        <source>Cannot mute: nothing tells them from others at their address.</source>
        <translation>无法禁言：无法将其与同一地址的其他成员区分开。</translation>
    </message>
    <message>
        <source>Muted %1.</source>
        <comment>names</comment>
        <translation>已禁言 %1。</translation>
    </message>
    <message>
        <source>%1 can be heard again.</source>
        <comment>names</comment>
        <translation>%1 又能被听到。</translation>
    </message>
</context>
<context>
    <name>Signalbox::ConnectDialog</name>
    <message>
        <source>Connect a client</source>
        <translation>连接客户端</translation>
    </message>
    <message>
        <source>Clients, by their protocol</source>
        <translation>按协议排列的客户端</translation>
    </message>
    <message>
        <source>%1, with %2</source>
        <comment>a dialect and a client</comment>
        <translation>%1，使用 %2</translation>
    </message>
    <message>
        <source>The address this client is told</source>
        <translation>提供给此客户端的地址</translation>
    </message>
    <message>
        <source>A small program that works</source>
        <translation>可直接运行的小程序</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy &amp;snippet</source>
        <translation>复制示例(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Address:</source>
        <translation>地址(&amp;A)：</translation>
    </message>
    <message>
        <source>&amp;Example:</source>
        <translation>示例(&amp;E)：</translation>
    </message>
    <message>
        <source>Copy &amp;URL</source>
        <translation>复制地址(&amp;U)</translation>
    </message>
</context>
<context>
    <name>Signalbox::Decisions</name>
    <message>
        <source>Nothing is encrypted any more.</source>
        <translation>不再加密。</translation>
    </message>
    <message>
        <source>Devices can connect encrypted as well.</source>
        <translation>设备也可以加密连接。</translation>
    </message>
    <message>
        <source>Only encrypted connections are let in.</source>
        <translation>只允许加密的连接。</translation>
    </message>
    <message>
        <source>Each device must trust this hub once: open %1 on it.</source>
        <translation>每台设备须信任此中枢一次：请在设备上打开 %1。</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>Signalbox::EncryptionMenu</name>
    <message>
        <source>Encr&amp;ypt</source>
        <translation>加密(&amp;Y)</translation>
    </message>
    <message>
        <source>O&amp;ff</source>
        <translation>关(&amp;F)</translation>
    </message>
    <message>
        <source>http and ws only</source>
        <translation>仅 http 和 ws</translation>
    </message>
    <message>
        <source>&amp;On</source>
        <translation>开(&amp;O)</translation>
    </message>
    <message>
        <source>https and wss, beside http and ws</source>
        <translation>https 和 wss，同时保留 http 和 ws</translation>
    </message>
    <message>
        <source>&amp;Required</source>
        <translation>必须(&amp;R)</translation>
    </message>
    <message>
        <source>https and wss only; http is sent on to https</source>
        <translation>仅 https 和 wss；http 会转到 https</translation>
    </message>
</context>
<context>
    <name>Signalbox::EncryptionPage</name>
    <message>
        <source>&amp;Delete the hub&apos;s authority…</source>
        <translation>删除中枢的证书颁发机构(&amp;D)…</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Off: http and ws only</source>
        <translation>关：仅 http 和 ws</translation>
    </message>
    <message>
        <source>On: https and wss, beside http and ws</source>
        <translation>开：https 和 wss，同时保留 http 和 ws</translation>
    </message>
    <message>
        <source>Required: https and wss only</source>
        <translation>必须：仅 https 和 wss</translation>
    </message>
    <message>
        <source>the hub&apos;s own</source>
        <translation>中枢自己的</translation>
    </message>
    <message>
        <source>&amp;Encrypt:</source>
        <translation>加密(&amp;E)：</translation>
    </message>
    <message>
        <source>Both on the same port. Browsers let pages use camera and microphone only where they came encrypted. Each device must trust the hub&apos;s own certificate once.</source>
        <translation>两者使用同一端口。只有加密传来的网页，浏览器才允许其使用摄像头和麦克风。每台设备须信任中枢自己的证书一次。</translation>
    </message>
    <message>
        <source>&amp;Certificate:</source>
        <translation>证书(&amp;C)：</translation>
    </message>
    <message>
        <source>Certificate chain (PEM)</source>
        <translation>证书链 (PEM)</translation>
    </message>
    <message>
        <source>&amp;Key:</source>
        <translation>密钥(&amp;K)：</translation>
    </message>
    <message>
        <source>Key (PEM)</source>
        <translation>密钥 (PEM)</translation>
    </message>
    <message>
        <source>Fingerprint of the hub&apos;s authority</source>
        <translation>中枢证书颁发机构的指纹</translation>
    </message>
    <message>
        <source>Fingerprint of the hub&apos;s own authority. Each device shows the one of the file that it was given: it is to be the same, before anybody trusts it.</source>
        <translation>中枢自己的证书颁发机构的指纹。每台设备会显示它所收到的文件的指纹：两者必须相同，才可信任。</translation>
    </message>
    <message>
        <source>SHA-256: %1
SHA-1 (Windows): %2</source>
        <translation>SHA-256：%1
SHA-1（Windows）：%2</translation>
    </message>
    <message>
        <source>Devices that trust this hub trust it no longer, each of them must be told again, and there is no way back. While encryption is on, another authority is made at once.</source>
        <translation>信任此中枢的设备将不再信任它，每台都须重新设置，且无法恢复。加密开启时，会立即另建一个证书颁发机构。</translation>
    </message>
    <message>
        <source>It has none: it makes one when it encrypts.</source>
        <translation>尚无：中枢加密时会创建一个。</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>Certificate and key go together: give both files, or none.</source>
        <translation>证书和密钥须成对：两个文件都给出，或都不给。</translation>
    </message>
    <message>
        <source>Give the whole path of each file.</source>
        <translation>请给出每个文件的完整路径。</translation>
    </message>
</context>
<context>
    <name>Signalbox::IcePage</name>
    <message>
        <source>STUN and TURN servers</source>
        <translation>STUN 和 TURN 服务器</translation>
    </message>
    <message>
        <source>WebRTC servers</source>
        <translation>WebRTC 服务器</translation>
    </message>
    <message>
        <source>Some of these cannot be written in one line each. They are changed in the configuration file (&quot;ice-servers&quot;).</source>
        <translation>其中有些无法各写成一行，请在配置文件中修改（“ice-servers”）。</translation>
    </message>
    <message>
        <source>Clients are told of these STUN and TURN servers, one a line. Devices in one network find each other without any.</source>
        <translation>客户端会得知这些 STUN 和 TURN 服务器，每行一个。同一网络内的设备无需服务器即可互相找到。</translation>
    </message>
    <message>
        <source>Behind the address of a TURN server stand a name and a password, which everybody who comes in is told. What changes here takes effect when the hub starts anew.</source>
        <translation>TURN 服务器的地址之后写用户名和密码，每个加入者都会得知。此处的更改在中枢重新启动时生效。</translation>
    </message>
    <message>
        <source>%1 is not a server, such as stun:192.168.1.20, or turn:192.168.1.20 with a name and a password.</source>
        <translation>%1 不是服务器，例如 stun:192.168.1.20，或带有用户名和密码的 turn:192.168.1.20。</translation>
    </message>
    <message>
        <source>These are too many servers, or they are too long.</source>
        <translation>服务器太多，或内容太长。</translation>
    </message>
</context>
<context>
    <name>Signalbox::KeptPage</name>
    <message>
        <source>Log and files</source>
        <translation>日志与文件</translation>
    </message>
    <message>
        <source>&amp;Open</source>
        <translation>打开(&amp;O)</translation>
    </message>
    <message>
        <source>none is written</source>
        <translation>不写日志</translation>
    </message>
    <message>
        <source>nothing is kept</source>
        <translation>不保存任何内容</translation>
    </message>
    <message>
        <source>&amp;Log:</source>
        <translation>日志(&amp;L)：</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>&amp;Folder of the hub:</source>
        <translation>中枢的文件夹(&amp;F)：</translation>
    </message>
    <message>
        <source>Bans and the hub&apos;s own certificates are kept here. It stays the same as long as the program runs, because no two hubs may write there; &quot;state-folder&quot; in the configuration file names another one for the next start.</source>
        <translation>封禁和中枢自己的证书保存在这里。程序运行期间它不会改变，因为不能有两个中枢写入同一处；配置文件中的“state-folder”可为下次启动指定另一个文件夹。</translation>
    </message>
    <message>
        <source>The log is a file with its whole path, such as /home/ann/hub.log, or - for standard output.</source>
        <translation>日志是一个带完整路径的文件，例如 /home/ann/hub.log；或者用 - 表示标准输出。</translation>
    </message>
    <message>
        <source>A file that gets a line of JSON for whatever happens, for other programs. There are no messages in it and no PIN, but names and addresses, which are personal data. It is made so that only you can read it.</source>
        <translation>供其他程序使用的文件，每件事记一行 JSON。其中没有消息，也没有 PIN，但有名称和地址，属于个人数据。创建时只允许您本人读取。</translation>
    </message>
</context>
<context>
    <name>Signalbox::KickDialog</name>
    <message numerus="yes">
        <source>Kick %Ln peer(s)</source>
        <translation>
            <numerusform>移出 %Ln 个成员</numerusform>
        </translation>
    </message>
    <message>
        <source>No reason</source>
        <translation>无原因</translation>
    </message>
    <message>
        <source>Reason, which they are told</source>
        <translation>原因（会告知对方）</translation>
    </message>
    <message>
        <source>&amp;Reason, which they are told:</source>
        <translation>原因（会告知对方）(&amp;R)：</translation>
    </message>
    <message>
        <source>Kick</source>
        <translation>移出</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>以及另外 %Ln 个</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other peer(s) look the same: put them out too</source>
        <translation>
            <numerusform>另有 %Ln 个成员看起来相同：一并移出</numerusform>
        </translation>
    </message>
    <message>
        <source>For how long they are kept out</source>
        <translation>多长时间内不能回来</translation>
    </message>
    <message>
        <source>No, they may come back at once</source>
        <translation>否，可以立即回来</translation>
    </message>
    <message>
        <source>&amp;Keep them out:</source>
        <translation>不让回来(&amp;K)：</translation>
    </message>
    <message numerus="yes">
        <source>%Ln peer(s) cannot be kept out: nothing tells them from others at their address. They can come back at once.</source>
        <translation>
            <numerusform>%Ln 个成员无法阻止回来：无法将其与同一地址的其他成员区分开。可以立即回来。</numerusform>
        </translation>
    </message>
    <message>
        <source>Whoever is kicked can come back at once; many programs do so by themselves.</source>
        <translation>被移出者可以立即回来；许多程序会自动重新连接。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them cannot be kept out: nothing tells them from others.</source>
        <translation>
            <numerusform>其中 %Ln 个无法阻止回来：无法将其与其他成员区分开。</numerusform>
        </translation>
    </message>
    <message>
        <source>Known again by %1.</source>
        <translation>凭%1识别。</translation>
    </message>
    <message>
        <source>Known again by what each one&apos;s protocol tells, and by the address.</source>
        <translation>凭各自协议所提供的信息和地址识别。</translation>
    </message>
    <message>
        <source>Whoever comes back before that stays connected, but is neither seen nor heard by the others. You can let them in earlier, on the page Banned.</source>
        <translation>在此之前回来的人保持连接，但其他人看不到也听不到。您可以在“封禁”页面中提前允许其重新加入。</translation>
    </message>
    <message>
        <source>The hub cannot tell these from the others: if the others are to stay, whoever is kicked can come back at once.</source>
        <translation>中枢无法将其与其他成员区分开：如果其他成员要留下，被移出者就可以立即回来。</translation>
    </message>
</context>
<context>
    <name>Signalbox::Kicking</name>
    <message>
        <source>The owner of this hub has put you out.</source>
        <translation>中枢的主人已将你移出。</translation>
    </message>
    <message>
        <source>They had already left.</source>
        <translation>对方已经离开。</translation>
    </message>
    <message>
        <source>Kicked %1.</source>
        <translation>已移出 %1。</translation>
    </message>
    <message numerus="yes">
        <source>Kicked %Ln peer(s).</source>
        <translation>
            <numerusform>已移出 %Ln 个成员。</numerusform>
        </translation>
    </message>
    <message>
        <source>Kicked %1. Kept out: %2.</source>
        <comment>a name and a time</comment>
        <translation>已移出 %1。不能回来的时长：%2。</translation>
    </message>
    <message numerus="yes">
        <source>Kicked %Ln peer(s). Kept out: %1.</source>
        <comment>a time</comment>
        <translation>
            <numerusform>已移出 %Ln 个成员。不能回来的时长：%1。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Kept out %Ln of them: %1.</source>
        <translation>
            <numerusform>其中 %Ln 个不能回来，时长：%1。</numerusform>
        </translation>
    </message>
    <message>
        <source>They can come back at once: nothing tells them from others at their address.</source>
        <translation>可以立即回来：无法将其与同一地址的其他成员区分开。</translation>
    </message>
    <message>
        <source>They can come back at once: the list of bans is full. Lift some that you no longer need.</source>
        <translation>可以立即回来：封禁列表已满。请解除一些不再需要的封禁。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln can come back at once: nothing tells them from others at their address.</source>
        <translation>
            <numerusform>%Ln 个可以立即回来：无法将其与同一地址的其他成员区分开。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln can come back at once: the list of bans is full. Lift some that you no longer need.</source>
        <translation>
            <numerusform>%Ln 个可以立即回来：封禁列表已满。请解除一些不再需要的封禁。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::LargeView</name>
    <message>
        <source>How to come in</source>
        <translation>如何加入</translation>
    </message>
    <message>
        <source>The hub is not listening</source>
        <translation>中枢未在监听</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>Open %1, PIN %2</source>
        <translation>打开 %1，PIN %2</translation>
    </message>
    <message>
        <source>PIN %1</source>
        <translation>PIN %1</translation>
    </message>
    <message>
        <source>The first time, open %1</source>
        <translation>首次使用请先打开 %1</translation>
    </message>
</context>
<context>
    <name>Signalbox::LimitsPage</name>
    <message>
        <source> KiB</source>
        <translation> KiB</translation>
    </message>
    <message>
        <source> MiB</source>
        <translation> MiB</translation>
    </message>
    <message>
        <source> s</source>
        <comment>seconds</comment>
        <translation> 秒</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>恢复为 %1</translation>
    </message>
    <message>
        <source>%1: back to %2</source>
        <translation>%1：恢复为 %2</translation>
    </message>
    <message>
        <source>Default %1. %2</source>
        <comment>a number and a sentence</comment>
        <translation>默认 %1。%2</translation>
    </message>
    <message>
        <source>What waits unread must first be slow, then stuck, then too much.</source>
        <translation>未读量须依次为缓慢、卡住、过多。</translation>
    </message>
    <message>
        <source>A peer must be pinged before it counts as gone.</source>
        <translation>成员被视为离开之前必须先发 ping。</translation>
    </message>
    <message>
        <source> ms</source>
        <comment>milliseconds</comment>
        <translation> 毫秒</translation>
    </message>
    <message>
        <source>Limits of rate and count do not hold, because the program was started with no-limits. Those of memory do.</source>
        <translation>速率和数量限制不生效，因为程序启动时使用了 no-limits。内存限制仍然生效。</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>无限制</translation>
    </message>
    <message>
        <source>Lifted by no-limits, as long as the program runs.</source>
        <translation>已由 no-limits 解除，程序运行期间有效。</translation>
    </message>
    <message>
        <source>What may wait for all peers is at least what may wait for one.</source>
        <translation>所有成员合计可等待的数据不得少于单个成员可等待的数据。</translation>
    </message>
</context>
<context>
    <name>Signalbox::LogModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>级别</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>%1 (×%2)</source>
        <comment>a sentence, and how often that happened</comment>
        <translation>%1（×%2）</translation>
    </message>
    <message>
        <source>The hub listens on port %1</source>
        <translation>中枢正在监听端口 %1</translation>
    </message>
    <message>
        <source>The hub has stopped</source>
        <translation>中枢已停止</translation>
    </message>
</context>
<context>
    <name>Signalbox::LogPane</name>
    <message>
        <source>Filter the log</source>
        <translation>筛选日志</translation>
    </message>
    <message>
        <source>Filter: part of a line</source>
        <translation>筛选：行中的文字</translation>
    </message>
    <message>
        <source>Clear log</source>
        <translation>清空日志</translation>
    </message>
    <message numerus="yes">
        <source>%Ln line(s)</source>
        <translation>
            <numerusform>%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>Log, %Ln line(s)</source>
        <translation>
            <numerusform>日志，%Ln 行</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::MainWindow</name>
    <message>
        <source>&amp;Hub</source>
        <translation>中枢(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外观(&amp;A)</translation>
    </message>
    <message>
        <source>H&amp;elp</source>
        <translation>帮助(&amp;L)</translation>
    </message>
    <message>
        <source>Copied %1</source>
        <translation>已复制 %1</translation>
    </message>
</context>
<context>
    <name>Signalbox::MessageBar</name>
    <message>
        <source>Close this message</source>
        <translation>关闭此消息</translation>
    </message>
</context>
<context>
    <name>Signalbox::NetworkPage</name>
    <message>
        <source>Statistics for &amp;monitoring at /metrics, for this computer</source>
        <translation>在 /metrics 为本机提供监控统计(&amp;M)</translation>
    </message>
    <message>
        <source>nobody; or such as 192.168.1.20, 10.0.0.0/8</source>
        <translation>无；或例如 192.168.1.20, 10.0.0.0/8</translation>
    </message>
    <message>
        <source>&amp;And for:</source>
        <translation>以及(&amp;A)：</translation>
    </message>
    <message>
        <source>%1 is not an IP address or a range of them, such as 10.0.0.0/8.</source>
        <translation>%1 不是 IP 地址或地址范围，例如 10.0.0.0/8。</translation>
    </message>
    <message>
        <source>These are too many: at most %1.</source>
        <translation>数量过多：最多 %1 个。</translation>
    </message>
    <message>
        <source>&amp;Health check at /healthz, for everybody</source>
        <translation>在 /healthz 提供健康检查，对所有人开放(&amp;H)</translation>
    </message>
    <message>
        <source>Peer&amp;JS clients may ask which IDs are there</source>
        <translation>PeerJS 客户端可以查询有哪些 ID(&amp;J)</translation>
    </message>
    <message>
        <source>all networks of this computer</source>
        <translation>本机的所有网络</translation>
    </message>
    <message>
        <source>any free one</source>
        <translation>任一空闲端口</translation>
    </message>
    <message>
        <source>&amp;Listen on:</source>
        <translation>监听于(&amp;L)：</translation>
    </message>
    <message>
        <source>&amp;Port:</source>
        <translation>端口(&amp;P)：</translation>
    </message>
    <message>
        <source>Where it listens changes when the hub starts anew. The port is the one for everything: pages, sockets, encrypted or not. Usual is 8080.</source>
        <translation>监听位置在中枢重新启动时改变。一切都使用这一个端口：网页、套接字，无论是否加密。通常为 8080。</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>The hub can listen on an IP address, such as 192.168.1.20.</source>
        <translation>中枢可以监听一个 IP 地址，例如 192.168.1.20。</translation>
    </message>
</context>
<context>
    <name>Signalbox::PeerPane</name>
    <message>
        <source>&amp;Columns</source>
        <translation>列(&amp;C)</translation>
    </message>
    <message>
        <source>Filter peers</source>
        <translation>筛选成员</translation>
    </message>
    <message>
        <source>order held</source>
        <translation>顺序已固定</translation>
    </message>
    <message>
        <source>Rows keep their places while you point or type</source>
        <translation>移动指针或按键时，各行保持原位</translation>
    </message>
    <message>
        <source>Kick the selected peers</source>
        <translation>移出选中的成员</translation>
    </message>
    <message>
        <source>Choose columns</source>
        <translation>选择列</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln peer(s)</source>
        <translation>
            <numerusform>%Ln 个成员</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Peers, %Ln row(s)</source>
        <translation>
            <numerusform>成员，%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>No peer matches</source>
        <translation>没有符合的成员</translation>
    </message>
    <message>
        <source>The filter or the chosen room leaves no peer over.</source>
        <translation>筛选条件或所选房间中没有成员。</translation>
    </message>
    <message>
        <source>Show all peers</source>
        <translation>显示所有成员</translation>
    </message>
    <message>
        <source>The hub is not running</source>
        <translation>中枢未运行</translation>
    </message>
    <message>
        <source>Nobody can connect until it is started.</source>
        <translation>启动之后，其他人才能连接。</translation>
    </message>
    <message>
        <source>Start hub</source>
        <translation>启动中枢</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>请稍候…</translation>
    </message>
    <message>
        <source>Nobody is connected yet</source>
        <translation>还没有成员连接</translation>
    </message>
    <message>
        <source>Filter: words, or room:red protocol:peerjs state:slow</source>
        <translation>筛选：关键词，或 room:red protocol:peerjs state:slow</translation>
    </message>
    <message>
        <source>Open %1 in a browser on another device in this network.
Programs connect to the same host and port: see Connect a client.</source>
        <translation>在此网络中另一台设备的浏览器里打开 %1。
程序连接到相同的主机和端口：参见“连接客户端”。</translation>
    </message>
</context>
<context>
    <name>Signalbox::PinAsking</name>
    <message>
        <source>Somebody is guessing the PIN: many wrong ones came lately. Who is inside stays inside when there is another one.</source>
        <translation>有人在猜 PIN：最近有许多错误的 PIN。更换 PIN 后，已加入者不受影响。</translation>
    </message>
    <message>
        <source>New PIN</source>
        <translation>新 PIN</translation>
    </message>
    <message>
        <source>No PIN is asked for any more.</source>
        <translation>不再要求 PIN。</translation>
    </message>
    <message>
        <source>The PIN is %1. Who is inside stays inside.</source>
        <translation>PIN 是 %1。已加入者不受影响。</translation>
    </message>
</context>
<context>
    <name>Signalbox::Questions</name>
    <message numerus="yes">
        <source>Stop and disconnect %Ln peer(s)?</source>
        <translation>
            <numerusform>要停止中枢并断开 %Ln 个成员吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message numerus="yes">
        <source>Quit and disconnect %Ln peer(s)?</source>
        <translation>
            <numerusform>要退出并断开 %Ln 个成员吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Keep running</source>
        <translation>继续运行</translation>
    </message>
</context>
<context>
    <name>Signalbox::RoomModel</name>
    <message>
        <source>All peers</source>
        <translation>所有成员</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln peer(s)</source>
        <translation>
            <numerusform>%1，%Ln 个成员</numerusform>
        </translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a room and its protocol</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Banned</source>
        <translation>封禁</translation>
    </message>
    <message numerus="yes">
        <source>%1, %Ln ban(s)</source>
        <translation>
            <numerusform>%1，%Ln 条封禁</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::RoomPane</name>
    <message numerus="yes">
        <source>Rooms, %Ln entries</source>
        <translation>
            <numerusform>房间，%Ln 项</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Signalbox::SettingsDialog</name>
    <message>
        <source>&amp;Restart the hub at once</source>
        <translation>立即重新启动中枢(&amp;R)</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Pages of the settings</source>
        <translation>设置的页面</translation>
    </message>
    <message>
        <source>Some of this takes effect when the hub starts anew: everybody is disconnected then, and can come back at once.</source>
        <translation>其中一部分在中枢重新启动时生效：届时所有人都会断开，可以立即回来。</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a page, and what is wrong there</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>Rarely needed</source>
        <translation>很少需要</translation>
    </message>
</context>
<context>
    <name>Signalbox::SettingsPage</name>
    <message>
        <source>Given in the configuration file, and changed there.</source>
        <translation>由配置文件指定，请在那里修改。</translation>
    </message>
    <message>
        <source>Given in the environment of this program, and changed there.</source>
        <translation>由本程序的环境变量指定，请在那里修改。</translation>
    </message>
    <message>
        <source>Given on the command line, and changed there.</source>
        <translation>由命令行指定，请在那里修改。</translation>
    </message>
</context>
<context>
    <name>Signalbox::ShareBar</name>
    <message>
        <source>Start or stop the hub</source>
        <translation>启动或停止中枢</translation>
    </message>
    <message>
        <source>Copy hub address</source>
        <translation>复制中枢地址</translation>
    </message>
    <message>
        <source>Address of the hub</source>
        <translation>中枢的地址</translation>
    </message>
    <message>
        <source>not listening</source>
        <translation>未在监听</translation>
    </message>
    <message>
        <source>All addresses of the hub</source>
        <translation>中枢的所有地址</translation>
    </message>
    <message>
        <source>this computer only</source>
        <translation>仅限本机</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>正在监听</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>有问题</translation>
    </message>
    <message>
        <source>Connect a client</source>
        <translation>连接客户端</translation>
    </message>
    <message>
        <source>Everybody who wants to come in must know this PIN.</source>
        <translation>想加入的人都必须知道此 PIN。</translation>
    </message>
    <message>
        <source>PIN %1</source>
        <translation>PIN %1</translation>
    </message>
    <message>
        <source>Encrypt: only encrypted connections are let in</source>
        <translation>加密：只允许加密的连接</translation>
    </message>
    <message>
        <source>Encrypt: devices can connect encrypted, and need not</source>
        <translation>加密：设备可以加密连接，但不是必须</translation>
    </message>
    <message>
        <source>Encrypt: nothing is encrypted</source>
        <translation>加密：未加密</translation>
    </message>
    <message>
        <source>%1.
Devices must trust this hub once: open %2 on them.</source>
        <translation>%1。
设备须信任此中枢一次：请在设备上打开 %2。</translation>
    </message>
    <message>
        <source>Show address and PIN to everybody</source>
        <translation>向所有人展示地址和 PIN</translation>
    </message>
</context>
<context>
    <name>Signalbox::StatusLine</name>
    <message numerus="yes">
        <source>%Ln peer(s)</source>
        <translation>
            <numerusform>%Ln 个成员</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln room(s)</source>
        <translation>
            <numerusform>%Ln 个房间</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 msg/s</source>
        <comment>messages per second</comment>
        <translation>%1 条/秒</translation>
    </message>
    <message>
        <source>%1 relayed</source>
        <comment>messages</comment>
        <translation>已转发 %1 条</translation>
    </message>
    <message>
        <source>up %1</source>
        <translation>已运行 %1</translation>
    </message>
</context>
<context>
    <name>Signalbox::Strangers</name>
    <message numerus="yes">
        <source>The web page %1 wanted to connect and was refused (%Ln time(s), last from %2). If you allow it, all pages of that site can connect from now on.</source>
        <translation>
            <numerusform>网页 %1 想要连接，已被拒绝（%Ln 次，最近一次来自 %2）。如果允许，此后该网站的所有网页都可以连接。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A browser asked for this hub by the name %1 and was refused (%Ln time(s), last from %2). Allow it only if you have given the hub this name.</source>
        <translation>
            <numerusform>有浏览器以名称 %1 访问此中枢，已被拒绝（%Ln 次，最近一次来自 %2）。只有当这是您给中枢取的名称时才应允许。</numerusform>
        </translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>允许</translation>
    </message>
    <message>
        <source>Ignore</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Allowed: %1. It can connect from now on.</source>
        <translation>已允许：%1。从现在起可以连接。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more wait(s) for an answer.</source>
        <translation>
            <numerusform>另有 %Ln 个等待答复。</numerusform>
        </translation>
    </message>
    <message>
        <source>Not allowed: the list in the settings is full.</source>
        <translation>未允许：设置中的列表已满。</translation>
    </message>
</context>
<context>
    <name>Signalbox::TrafficModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>From</source>
        <translation>发送方</translation>
    </message>
    <message>
        <source>To</source>
        <translation>接收方</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>消息</translation>
    </message>
    <message>
        <source>%1 more: too many at once to be shown</source>
        <comment>messages</comment>
        <translation>另有 %1 条：一次太多，未显示</translation>
    </message>
    <message>
        <source>Hub</source>
        <translation>中枢</translation>
    </message>
    <message numerus="yes">
        <source>%Ln peer(s)</source>
        <translation>
            <numerusform>%Ln 个成员</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>a room, and how many in it got the message</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>text</source>
        <comment>kind of a message without a type</comment>
        <translation>文本</translation>
    </message>
    <message>
        <source>%1, %2 to %3: %4, %5</source>
        <comment>time, sender, receiver, kind, size</comment>
        <translation>%1，%2 发给 %3：%4，%5</translation>
    </message>
</context>
<context>
    <name>Signalbox::TrafficPane</name>
    <message>
        <source>Filter the messages</source>
        <translation>筛选消息</translation>
    </message>
    <message>
        <source>Filter: part of a name or of a message</source>
        <translation>筛选：名称或消息的一部分</translation>
    </message>
    <message>
        <source>The selected message</source>
        <translation>选中的消息</translation>
    </message>
    <message>
        <source>Select a message to read all of it</source>
        <translation>选择一条消息以查看全文</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>正在接收</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Paused, %1 waiting</source>
        <comment>messages</comment>
        <translation>已暂停，%1 条待显示</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln 条消息</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>No messages yet</source>
        <translation>还没有消息</translation>
    </message>
    <message>
        <source>What peers say, and what they are told, appears here while this page is shown.</source>
        <translation>显示此页期间，成员发出和收到的消息会出现在这里。</translation>
    </message>
    <message>
        <source>No message matches the filter</source>
        <translation>没有符合筛选条件的消息</translation>
    </message>
    <message numerus="yes">
        <source>Messages, %Ln line(s)</source>
        <translation>
            <numerusform>消息，%Ln 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
</context>
<context>
    <name>Signalbox::Undo</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
</TS>
